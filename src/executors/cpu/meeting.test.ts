import { expect, it } from 'vitest';
import { Meeting, MeetingBroken, meetingBytes } from './meeting.ts';

const PATIENCE_MS = 4000;

it('does not wait in a meeting that was broken up before it came', () => {
  const words = new Int32Array(new SharedArrayBuffer(meetingBytes(2)));
  const meeting = new Meeting(words, PATIENCE_MS);
  meeting.breakUp();
  const start = performance.now();
  expect(() => meeting.meet(2)).toThrow(MeetingBroken);
  expect(performance.now() - start).toBeLessThan(PATIENCE_MS / 2);
});

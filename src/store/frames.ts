/** @file Film-strip frames, each asked for once. */

import type { Frame } from '../protocol/api.ts';
import { call } from './client.ts';
import { app } from './store.ts';

const frames = new Map<string, Promise<Frame>>();
/** More than any film strip shows; the oldest go first. */
const FRAMES_KEPT = 200;

/** A remembered frame of the current run. Rejects with a MimError; the panel then shows the step alone. */
export function loadFrame(step: number): Promise<Frame> {
  const key = `${app.getState().run?.id ?? ''} ${step}`;
  const known = frames.get(key);
  if (known !== undefined) return known;
  const asked = call.frame(step);
  frames.set(key, asked);
  asked.catch(() => frames.delete(key));
  const [oldest] = frames.keys();
  if (frames.size > FRAMES_KEPT && oldest !== undefined) frames.delete(oldest);
  return asked;
}

/** A frame of this step was made anew, e.g. after a roll-back. */
export function forgetFrame(step: number): void {
  frames.delete(`${app.getState().run?.id ?? ''} ${step}`);
}

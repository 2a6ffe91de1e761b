import { describe, expect, it } from 'vitest';
import { zh } from '../../i18n/zh/index.ts';
import { fillIn } from '../../lib/errors.ts';
import * as refusals from './refusals.ts';

const KINDS = ['empty', 'heic', 'tiff', 'svg', 'pdf', 'html', 'text', 'unknown'] as const;
const ALL = [
  ...KINDS.map((kind) => refusals.kindRefused('a.b', kind)),
  refusals.tooManyBytes('a.b', 51 * 2 ** 20),
  refusals.tooManyPixels('a.b', 20_000, 10),
  refusals.tooManyImages('a.b'),
  refusals.headerBroken('a.b', 'png'),
  refusals.damaged('a.b', 'png', 'truncated'),
  refusals.damaged('a.b', 'png', 'corrupt'),
  refusals.undecodable('a.b', 'avif'),
  refusals.unreadable('a.b'),
];

describe('refusals', () => {
  it('are different sentences that name the file, say what to do, and exist in Chinese', () => {
    expect(new Set(ALL.map(({ template }) => template)).size).toBe(ALL.length);
    for (const { code, message, template, values, hint } of ALL) {
      expect(code).toBe('bad-image');
      expect(message).toContain('a.b');
      expect(message).not.toContain('{{');
      expect(fillIn(zh[template] ?? '', values)).toContain('a.b');
      expect(zh).toHaveProperty([hint!]);
    }
  });

  it('give the figures', () => {
    expect(refusals.tooManyBytes('a.b', 50.2 * 2 ** 20).message).toBe(
      'a.b has 51 MB; at most 50 MB are read',
    );
    expect(refusals.tooManyPixels('a.b', 16384, 16384).message).toContain('16384 × 16384');
  });

  it.each(['Only the first frame is used.', 'Its 16 bits a channel were reduced to 8.'])(
    'note “%s” exists in Chinese',
    (note) => {
      expect(zh).toHaveProperty([note]);
    },
  );
});

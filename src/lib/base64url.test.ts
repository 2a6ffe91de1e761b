import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './base64url.ts';

describe('base64url', () => {
  it('writes what RFC 4648 writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      }),
    );
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...fromBase64Url(toBase64Url(bytes))!]).toEqual([...bytes]);
      }),
    );
  });

  it.each(['A', 'AAAAA', 'A+', 'A/', 'AA==', 'AB', 'é'])('refuses %j', (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });

  it('reads any text into bytes that it would write like that, or refuses it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bytes = fromBase64Url(text);
        expect([undefined, text]).toContain(bytes && toBase64Url(bytes));
      }),
    );
  });
});

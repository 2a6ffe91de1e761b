import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MimError } from '../lib/errors.ts';
import { ATTACKS, bytes, fileOf, tensor } from './fixtures/safetensors-attacks.ts';
import { readSafetensors } from './safetensors.ts';

function refusal(file: Uint8Array): MimError {
  try {
    readSafetensors(file);
  } catch (error) {
    if (error instanceof MimError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}

describe('readSafetensors', () => {
  it.each(Object.entries(ATTACKS))('refuses %s with its own sentence', (_, [file, sentence]) => {
    expect(refusal(file)).toMatchObject({ code: 'bad-file', message: sentence });
  });

  it('lets nothing but a MimError escape, whatever happens to the bytes of a file', () => {
    const file = readFileSync('golden/mae-48-p16-odd/model.safetensors').subarray(0, 1 << 20);
    const header = 8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
    const small = [
      fileOf(`{"a":${tensor('F16', '[2]', 0, 4)},"b":${tensor('I64', '[1]', 4, 12)}}`, bytes(12)),
      fileOf(`{"__metadata__":{"format":"pt"},"\\u0061":${tensor('F64', '[]', 0, 8)}}`, bytes(8)),
    ];
    let accepted = 0;
    const check = (mutant: Uint8Array): void => {
      try {
        readSafetensors(mutant);
        accepted++;
      } catch (error) {
        if (!(error instanceof MimError)) throw error;
      }
    };
    const change = fc.record({
      at: fc.nat(),
      byte: fc.oneof(fc.nat(255), fc.constantFrom(...new TextEncoder().encode('{}[]",:\\0123456789eE-.'))),
    });
    const changes = fc.array(change, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...small), changes, fc.option(fc.nat()), (original, edits, cut) => {
        const mutant = new Uint8Array(original);
        for (const { at, byte } of edits) mutant[at % mutant.length] = byte;
        check(cut === null ? mutant : mutant.subarray(0, cut % (mutant.length + 1)));
      }),
      { numRuns: 10_000, seed: 1 },
    );
    fc.assert(
      fc.property(changes, (edits) => {
        const mutant = new Uint8Array(file);
        for (const { at, byte } of edits) mutant[at % header] = byte;
        check(mutant);
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(accepted).toBeGreaterThan(0);
  });
});

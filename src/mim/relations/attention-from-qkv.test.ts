import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { attention } from '../../ops/attention/attention.ts';
import { attentionWeights, packedPart } from './attention-from-qkv.ts';

const [batch, tokens, width, heads] = [2, 5, 16, 2];
const rng = rngOf('qkv');
const qkv = Float32Array.from({ length: batch * tokens * 3 * width }, () => rng.normal());
const packed = { qkv, batch, tokens, width, heads };

describe('attentionWeights', () => {
  it('are distributions', () => {
    const weights = attentionWeights(packed);
    expect(weights).toHaveLength(batch * heads * tokens * tokens);
    for (let row = 0; row < weights.length; row += tokens)
      expect(weights.subarray(row, row + tokens).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
  });

  it('mix the values into what the engine’s op gives', () => {
    const o = new Float32Array(batch * tokens * width);
    const outputs = [o, new Float32Array(batch * heads * tokens)];
    attention.reference({
      inputs: [qkv],
      outputs,
      inputShapes: [[batch * tokens, 3 * width]],
      outputShapes: [
        [batch * tokens, width],
        [batch * heads, tokens],
      ],
      attrs: { batch, tokens, heads },
    });
    const weights = attentionWeights(packed);
    const values = packedPart(packed, 'value');
    o.forEach((value, at) => {
      const [row, column] = [Math.floor(at / width), at % width];
      const [b, i, h] = [Math.floor(row / tokens), row % tokens, Math.floor(column / (width / heads))];
      let mixed = 0;
      for (let j = 0; j < tokens; j++)
        mixed +=
          weights[((b * heads + h) * tokens + i) * tokens + j]! * values[(b * tokens + j) * width + column]!;
      expect(mixed).toBeCloseTo(value, 5);
    });
  });

  it('add the bias of each head, the same for every image', () => {
    const bias = new Float32Array(heads * tokens * tokens);
    for (let i = 0; i < tokens; i++) bias[(tokens + i) * tokens + 3] = 50; // the second head looks at token 3 alone
    const weights = attentionWeights({ ...packed, bias });
    const plain = attentionWeights(packed);
    expect(weights.subarray(0, 25)).toEqual(plain.subarray(0, 25));
    for (let b = 0; b < batch; b++)
      for (let i = 0; i < tokens; i++)
        expect(weights[((b * heads + 1) * tokens + i) * tokens + 3]).toBeCloseTo(1, 6);
  });

  it('refuse an array of another size', () => {
    expect(() => attentionWeights({ ...packed, tokens: 6 })).toThrow('are not 12 × 48');
  });
});

it('takes queries, keys and values out of their columns', () => {
  for (const [k, part] of (['query', 'key', 'value'] as const).entries()) {
    const out = packedPart(packed, part);
    expect(out[3 * width + 2]).toBe(qkv[3 * 3 * width + k * width + 2]);
  }
});

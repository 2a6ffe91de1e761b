import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { interpret } from '../graph/interpret.ts';
import { OPS } from '../ops/index.ts';
import { keptByMask, type Kept } from './kept.ts';
import { goldenCase, type GoldenCase, type ReadGolden } from './testing/golden-case.ts';

const read: ReadGolden = (name, file) => readFile(new URL(`../../golden/${name}/${file}`, import.meta.url));

/** Loss and flat gradients in doubles. */
function gradientsOf(
  { model, batch, visible, layout, weights, inputs }: GoldenCase,
  kept: readonly Kept[] | null,
) {
  const graph = model.graph({
    batch,
    visible,
    from: 'patches',
    until: 'gradients',
    ...(kept && { rows: 'hidden' }),
  });
  const given = kept ? { ...inputs, ...model.hiddenInputs(kept) } : inputs;
  const run = interpret(graph, OPS, { inputs: given, layout, flat: { weights }, precision: 'f64' });
  return { graph, loss: run.named('loss')[0]!, gradients: run.flat.gradients };
}

/** The masks behind a case's inputs: hidden patches are those whose error counts. */
const keptOf = ({ inputs, batch, model: { tokens } }: GoldenCase): readonly Kept[] =>
  Array.from({ length: batch }, (_, b) => {
    const counts = (inputs['lossWeight'] as Float32Array).subarray(b * tokens, (b + 1) * tokens);
    return keptByMask(Uint8Array.from(counts, (weight) => (weight > 0 ? 1 : 0)));
  });

describe.each(['mae-32-p4', 'mae-64-p8-normpix', 'mae-48-p16-odd'] as const)(
  '%s without rows that nobody reads',
  (name) => {
    it('has the same loss and the same gradients', async () => {
      const golden = await goldenCase(name, read);
      expect(golden.model.canSkip(golden.visible)).toBe(true);
      const kept = keptOf(golden);
      expect(kept.every(({ length }) => length === golden.visible)).toBe(true);
      const whole = gradientsOf(golden, null);
      const lean = gradientsOf(golden, kept);
      expect(Math.abs(lean.loss / whole.loss - 1)).toBeLessThan(1e-12);
      let largest = 0;
      for (const value of whole.gradients) largest = Math.max(largest, Math.abs(value));
      whole.gradients.forEach((value, i) => {
        if (Math.abs(value - lean.gradients[i]!) > 1e-12 * largest) throw new Error(`gradient ${i} differs`);
      });
      const rowsOf = ({ nodes }: typeof whole.graph): number =>
        nodes.reduce((sum, { op, inputs: [x] }) => sum + (op === 'linear' ? x!.shape[0]! : 0), 0);
      // fc1, fc2 of the last block and the prediction
      const { batch, visible } = golden;
      expect(rowsOf(whole.graph) - rowsOf(lean.graph)).toBe(3 * batch * (1 + visible));
    });
  },
);

it('is nothing for a model that reads all of its predictions, or hides nothing', async () => {
  const { model } = await goldenCase('mae-32-p4', read);
  expect(model.canSkip(model.tokens)).toBe(false);
  expect((await goldenCase('simmim-vit-32-p4', read)).model.canSkip(8)).toBe(false);
});

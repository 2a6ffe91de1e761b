/** @file Test data for what reads or changes the flat buffers. */

import { layOut, type ParameterLayout } from '../graph/parameters.ts';
import { HYPER_SIZE, hyperInput } from './adamw/adamw.ts';
import { positive, simple, type Fill, type Input, type OpCase } from './case-tools.ts';
import { larsInput, larsTables } from './lars/lars.ts';
import { sgdInput } from './sgd/sgd.ts';

const mixed = layOut(
  [
    { name: 'a.weight', shape: [37, 12], decay: true, trainable: true },
    { name: 'b.weight', shape: [3, 4], decay: true, trainable: true },
    { name: 'a.bias', shape: [37], decay: false, trainable: true },
    { name: 'table', shape: [5, 4], decay: false, trainable: false },
  ],
  { average: true },
);
const wide = layOut([{ name: 'w', shape: [130, 100], decay: true, trainable: true }], { average: true });
const bias = layOut([{ name: 'b', shape: [4], decay: false, trainable: true }], { average: true });
/** With one matrix, so that LARS has something to scale. */
const small = layOut([
  { name: 'w', shape: [4, 4], decay: true, trainable: true },
  { name: 'b', shape: [4], decay: false, trainable: true },
]);

const adamwHyper =
  (t: number, clip: number): Fill =>
  () =>
    hyperInput({ learningRate: 1e-3, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.05, clip, t });
const sgdHyper =
  (clip: number): Fill =>
  () =>
    sgdInput({ learningRate: 1e-2, momentum: 0.9, weightDecay: 0.05, clip });
const larsHyper =
  (clip: number): Fill =>
  () =>
    larsInput({ learningRate: 0.1, momentum: 0.9, weightDecay: 0.05, trust: 0.02, clip });

const norm: Input = [[1], () => Float32Array.of(3)];
const rates = ({ trainableSize }: ParameterLayout): Input => [[trainableSize / 64], positive];

function larsCase(layout: ParameterLayout, clip: number, isRated: boolean): OpCase {
  const { ranges, owners } = larsTables(layout);
  const inputs: readonly Input[] = [
    [[5], larsHyper(clip)],
    clip > 0 ? norm : null,
    isRated ? rates(layout) : null,
    [[ranges.length / 2, 2], () => ranges],
    [[owners.length], () => owners],
  ];
  return simple('lars', {}, inputs, { layout });
}

const emaCase = (layout: ParameterLayout, share: number): OpCase =>
  simple('ema', { count: layout.trainableSize, at: layout.average }, [[[1], () => Float32Array.of(share)]], {
    layout,
  });

export const UPDATE_CASES: readonly OpCase[] = [
  simple('grad-norm', {}, [], { layout: mixed }),
  simple('grad-norm', {}, [], { layout: wide }),
  simple('grad-norm', {}, [], { layout: bias }),
  simple('adamw', {}, [[[HYPER_SIZE], adamwHyper(1, 0)], null, null], { layout: mixed }),
  simple('adamw', {}, [[[HYPER_SIZE], adamwHyper(7, 0.5)], norm, null], { layout: wide }),
  simple('adamw', {}, [[[HYPER_SIZE], adamwHyper(100, 4)], norm, null], { layout: bias }),
  simple('adamw', {}, [[[HYPER_SIZE], adamwHyper(3, 0.5)], norm, rates(mixed)], { layout: mixed }),
  simple('sgd', {}, [[[4], sgdHyper(0)], null, null], { layout: mixed }),
  simple('sgd', {}, [[[4], sgdHyper(0.5)], norm, null], { layout: wide }),
  simple('sgd', {}, [[[4], sgdHyper(4)], norm, rates(bias)], { layout: bias }),
  larsCase(mixed, 0, false),
  larsCase(wide, 0.5, true),
  larsCase(small, 4, false),
  emaCase(mixed, 0.1),
  emaCase(wide, 0.004),
  emaCase(bias, 1),
];

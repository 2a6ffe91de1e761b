/** @file Utilisation: how much of what visible and mask tokens become is taken from either kind, layer by layer. */

import { toggle } from '../../lib/params.ts';
import { defineMetric, defineStackMetric } from './metric.ts';

/** r of one layer; `visibleToMask` is what mask tokens take from visible ones. */
export interface Rates {
  readonly visibleToVisible: number;
  readonly maskToVisible: number;
  readonly visibleToMask: number;
  readonly maskToMask: number;
}

const RATES = ['visible → visible', 'mask → visible', 'visible → mask', 'mask → mask'] as const;

export const utilization = defineMetric({
  scope: 'layer',
  label: 'Utilisation r',
  summary:
    'How much of its attention a visible or a mask token gives to visible or to mask tokens, in one layer of the decoder. The two that lead to one kind sum to 1.',
  formula: 'r_{𝒜→ℬ} = (1/|ℬ|) Σ_{i∈ℬ} Σ_{j∈𝒜} Aᵢⱼ',
  source: 'Self-Guided MAE §3.4, equation 6; dropping the class token is ours',
  needs: ['attention', 'hidden'],
  numbers: RATES,
  params: {},
  measure({ meanAttention, hidden = [], n }) {
    const r = ratesOf(meanAttention, n, hidden);
    return r === null ? [] : [r.visibleToVisible, r.maskToVisible, r.visibleToMask, r.maskToMask];
  },
});

export const accumulatedUtilization = defineStackMetric({
  scope: 'stack',
  label: 'Accumulated utilisation R',
  summary:
    'What the decoder’s last layer holds of visible and of mask tokens, through all layers; the two sum to 1. Where mask tokens overtake, they carry more than what is seen, and self-guided masking begins.',
  formula: 'R⁽ˡ⁾_{𝒜→ℬ} = Σ_𝒞 R⁽ˡ⁻¹⁾_{𝒜→𝒞} r⁽ˡ⁾_{𝒞→ℬ}, R⁽⁰⁾ = I, R_{𝒜→𝒪} = (1 − γ) R_{𝒜→𝒱} + γ R_{𝒜→ℳ}',
  source: 'Self-Guided MAE §3.4, equation 7',
  needs: ['attention', 'hidden'],
  numbers: ['from visible tokens', 'from mask tokens'],
  params: {
    residual: toggle({
      label: 'Count the residual path',
      help: 'Each layer also keeps half of what came in, as attention rollout has it: r becomes (r + I)/2. Ours; the paper has no such term.',
      default: false,
      effect: 'hot',
    }),
  },
  measure(probes, { residual }) {
    const [first] = probes;
    if (first?.hidden === undefined) return [];
    const { hidden, n } = first;
    const rates = probes.map(({ meanAttention }) => ratesOf(meanAttention, n, hidden));
    const known = rates.filter((rate) => rate !== null);
    if (known.length < rates.length) return [];
    const masked = Array.from({ length: n }, (_, i) => hidden[i]!).reduce((sum, bit) => sum + bit, 0);
    const { fromVisible, fromMask } = accumulate(known, masked / n, residual);
    return [fromVisible, fromMask];
  },
});

/** attention: mean over heads, [n, n], rows sum to 1. Null where there is no visible or no mask token. */
export function ratesOf(attention: ArrayLike<number>, n: number, hidden: ArrayLike<number>): Rates | null {
  const sums = [0, 0]; // of the attention to mask tokens, by visible and by mask tokens
  const counts = [0, 0];
  for (let i = 0; i < n; i++) {
    const kind = hidden[i] === 1 ? 1 : 0;
    counts[kind]!++;
    for (let j = 0; j < n; j++) if (hidden[j] === 1) sums[kind]! += attention[i * n + j]!;
  }
  if (counts.includes(0)) return null;
  const maskToVisible = sums[0]! / counts[0]!;
  const maskToMask = sums[1]! / counts[1]!;
  return {
    visibleToVisible: 1 - maskToVisible,
    maskToVisible,
    visibleToMask: 1 - maskToMask,
    maskToMask,
  };
}

/** rates: from the first layer to the last; ratio: γ, the share of mask tokens. The two shares sum to 1. */
export function accumulate(
  rates: readonly Rates[],
  ratio: number,
  residual: boolean,
): { readonly fromVisible: number; readonly fromMask: number } {
  let visible = 0; // R_{ℳ→𝒱}: what visible tokens hold of mask tokens
  let mask = 1; // R_{ℳ→ℳ}
  for (const { maskToVisible, maskToMask } of rates) {
    const toVisible = residual ? maskToVisible / 2 : maskToVisible;
    const toMask = residual ? (maskToMask + 1) / 2 : maskToMask;
    [visible, mask] = [visible * (1 - toVisible) + mask * toVisible, visible * (1 - toMask) + mask * toMask];
  }
  const fromMask = (1 - ratio) * visible + ratio * mask;
  return { fromVisible: 1 - fromMask, fromMask };
}

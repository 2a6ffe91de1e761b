/** @file Content-aware choice, corrected: one count for every image, spent on its more or its less complex patches. */

import { choice, number } from '../../lib/params.ts';
import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';
import { hiddenByRatio, hideHighest } from './uniform.ts';

export const contentBudget = defineMask({
  label: 'Content, patches',
  summary: 'Hides as many patches of every image, and prefers the more complex ones or the simpler ones.',
  formula: 'kᵢ = ± β zᵢ + gᵢ,  gᵢ ~ Gumbel,  Mᵢ = 1 ⟺ kᵢ > k₍N−H₎',
  source: 'ours, after article 000: complexity decides which patches, not how many',
  differs:
    'Complexity is the variance of a patch around its own mean colour, as a square root, standardised within the image. With β = 0 it is random masking.',
  params: {
    ratio: ratioParam(0.75),
    prefer: choice({
      label: 'Hides first',
      options: ['complex', 'simple'],
      optionLabels: { complex: 'the more complex patches', simple: 'the simpler patches' },
      default: 'complex',
      effect: 'hot',
    }),
    strength: number({
      label: 'Preference β',
      help: 'How strongly complexity decides. 0 is random masking; at 10 chance hardly matters.',
      min: 0,
      max: 10,
      step: 0.1,
      default: 2,
      effect: 'hot',
    }),
  },
  needs: 'content',
  hiddenCount: (grid, { ratio }) => hiddenByRatio(grid, ratio),
  sample(grid, { ratio, prefer, strength }, rng, content) {
    const z = standardised(content?.complexity ?? []);
    const sign = prefer === 'complex' ? 1 : -1;
    // Gumbel noise on the keys: patches are drawn without replacement, each with odds exp(± β z).
    const keys = Array.from({ length: grid.rows * grid.cols }, (_, i) => {
      const gumbel = -Math.log(-Math.log(rng.next() * (1 - 2 ** -20) + 2 ** -33));
      return sign * strength * (z[i] ?? 0) + gumbel;
    });
    return hideHighest(grid, keys, hiddenByRatio(grid, ratio));
  },
});

/** Square roots with mean 0 and deviation 1; all 0 where patches are alike. */
function standardised(complexity: ArrayLike<number>): number[] {
  const roots = Array.from(complexity, (value) => Math.sqrt(value));
  const mean = roots.reduce((sum, one) => sum + one, 0) / Math.max(1, roots.length);
  const variance = roots.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, roots.length);
  const deviation = Math.sqrt(variance);
  return roots.map((one) => (deviation < 1e-9 ? 0 : (one - mean) / deviation));
}

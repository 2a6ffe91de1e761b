/** @file SimMIM's heaviest heads, a Swin upside down, and their sizes after those of the encoder. */

import { defineHead } from './model-kind.ts';

const SOURCE = 'SimMIM §4.1.2 and table 2; Liu et al., arXiv 2103.14030; sizes after the encoder’s';

export const inverseSwinT = defineHead({
  label: 'Inverse Swin-T',
  summary:
    'A Swin upside down, to Swin-T as the encoder is to Swin-B: three quarters of the heads, a third of the blocks of long stages.',
  source: SOURCE,
  params: {},
});

export const inverseSwinB = defineHead({
  label: 'Inverse Swin-B',
  summary: 'The encoder’s own stages upside down: each splits a token into four. Lower loss, worse features.',
  source: SOURCE,
  params: {},
});

interface EncoderStage {
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
}

/**
 * Stages from coarse to fine. For Swin-B (depths 2-2-18-2, heads 4-8-16-32 of 32 numbers) `tiny` gives Swin-T's
 * 2-2-6-2, 3-6-12-24 and 96-192-384-768.
 * @param stages the encoder's, in their own order
 */
export function inverseSwinStages(stages: readonly EncoderStage[], size: 'tiny' | 'base'): EncoderStage[] {
  return stages.toReversed().map((stage) => {
    if (size === 'base') return { ...stage };
    const heads = Math.max(1, Math.round(0.75 * stage.heads));
    const depth = Math.max(Math.min(2, stage.depth), Math.round(stage.depth / 3));
    return { heads, depth, width: (stage.width / stage.heads) * heads };
  });
}

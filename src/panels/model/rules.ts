/** @file Which sizes the form offers: those that cannot work are shown with the reason, never corrected silently. */

import type { DeepPartial, RunConfig } from '../../config/run-config.ts';
import { impossibleChanges } from '../../store/offers.ts';
import type { FieldRules } from '../../ui/ParamField.tsx';

const PATCHES = [4, 8, 16] as const;
const HEADS = [1, 2, 3, 4, 6, 8] as const;

/** A head reads four numbers at a time. */
const HEAD_UNIT = 4;

/** Where the sliders end; scripts and imports may go further. */
const MOST = { width: 384, depth: 12, decoderWidth: 256, decoderDepth: 6 } as const;

type Rules = Readonly<Record<string, FieldRules>>;

export function modelRules(draft: RunConfig): Rules {
  const { heads } = draft.model;
  return {
    patch: reasoned(draft, PATCHES, (patch) => ({ model: { patch } })),
    width: { min: HEAD_UNIT * heads, max: MOST.width, step: HEAD_UNIT * heads },
    depth: { max: MOST.depth },
    heads: reasoned(draft, HEADS, (heads) => ({ model: { heads } })),
  };
}

export function headRules(draft: RunConfig): Rules {
  const { heads } = draft.head;
  return {
    width: { min: HEAD_UNIT * heads, max: MOST.decoderWidth, step: HEAD_UNIT * heads },
    depth: { max: MOST.decoderDepth },
    heads: reasoned(draft, HEADS, (heads) => ({ head: { heads } })),
  };
}

function reasoned(
  draft: RunConfig,
  numbers: readonly number[],
  change: (n: number) => DeepPartial<RunConfig>,
): FieldRules {
  const changes = Object.fromEntries(numbers.map((n) => [String(n), change(n)]));
  return { numbers, impossible: impossibleChanges(draft, changes) };
}

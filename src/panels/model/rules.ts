/** @file Which sizes the form offers: those that cannot work are shown with the reason, never corrected silently. */

import { HEADS as HEAD_KINDS, type HeadId } from '../../mim/models/index.ts';
import { patchLength } from '../../mim/patchify.ts';
import type { DeepPartial, RunConfig } from '../../config/run-config.ts';
import { impossibleChanges } from '../../store/offers.ts';
import type { FieldRules } from '../../ui/ParamField.tsx';

const PATCHES = [4, 8, 16] as const;
const HEADS = [1, 2, 3, 4, 6, 8] as const;
const WINDOWS = [2, 4, 8] as const;
const STAGES = [1, 2, 3, 4] as const;
/** Sides of squares inside a patch. */
const SQUARES = [1, 2, 4, 8, 16] as const;
const SEES = ['visible', 'all'] as const;
const HEAD_IDS = Object.keys(HEAD_KINDS) as HeadId[];

/** A head reads four numbers at a time. */
const HEAD_UNIT = 4;

/** Where the sliders end; scripts and imports may go further. */
const MOST = { width: 384, depth: 12, decoderWidth: 256, decoderDepth: 12 } as const;

type Rules = Readonly<Record<string, FieldRules>>;

export function modelRules(draft: RunConfig): Rules {
  const { model } = draft;
  const patch = reasoned(draft, PATCHES, (size) => ({ model: { patch: size } }));
  if (model.id === 'simmim-swin') {
    const windows = reasoned(draft, WINDOWS, (window) => ({ model: { window } }));
    const stages = reasoned(draft, STAGES, (count) => ({ model: { stages: count } }));
    return { patch, width: { max: MOST.width }, window: windows, stages };
  }
  return {
    patch,
    width: { min: HEAD_UNIT * model.heads, max: MOST.width, step: HEAD_UNIT * model.heads },
    depth: { max: MOST.depth },
    heads: reasoned(draft, HEADS, (heads) => ({ model: { heads } })),
    sees: { impossible: reasons(draft, SEES, (sees) => ({ model: { sees } })) },
  };
}

export function headRules(draft: RunConfig): Rules {
  const { head } = draft;
  if (head.id !== 'decoder') return {};
  return {
    width: { min: HEAD_UNIT * head.heads, max: MOST.decoderWidth, step: HEAD_UNIT * head.heads },
    depth: { max: MOST.decoderDepth },
    heads: reasoned(draft, HEADS, (heads) => ({ head: { heads } })),
  };
}

export function targetRules(draft: RunConfig): Rules {
  const { target } = draft;
  if ('factor' in target) return { factor: reasoned(draft, SQUARES, (factor) => ({ target: { factor } })) };
  if ('cell' in target) return { cell: reasoned(draft, SQUARES, (cell) => ({ target: { cell } })) };
  if ('components' in target) return { components: { max: patchLength(draft.model.patch) } };
  return {};
}

/** Why a head does not go with the model. */
export const impossibleHeads = (draft: RunConfig): Readonly<Record<string, string>> =>
  reasons(draft, HEAD_IDS, (id) => ({ head: { id } }));

function reasons<T extends string | number>(
  draft: RunConfig,
  options: readonly T[],
  change: (option: T) => DeepPartial<RunConfig>,
): Readonly<Record<string, string>> {
  return impossibleChanges(
    draft,
    Object.fromEntries(options.map((option) => [String(option), change(option)])),
  );
}

const reasoned = (
  draft: RunConfig,
  numbers: readonly number[],
  change: (n: number) => DeepPartial<RunConfig>,
): FieldRules => ({ numbers, impossible: reasons(draft, numbers, change) });

/** @file What all four pictures share: the grid, the outlines, the similarity of the focused patch, and words for a patch. */

import { useMemo } from 'react';
import { formatCosine, formatLoss } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { lockFocus, setFocus } from '../../store/actions.ts';
import { app, useApp } from '../../store/store.ts';
import type { Cells } from '../../ui/canvas/cells.ts';
import { largestInRow, rowByThing, rowsOf } from '../../ui/canvas/matrix.ts';
import type { Heat, OverlayMarks } from '../../ui/canvas/overlay.ts';
import { patchPair, patchWords, squareCells } from '../../ui/canvas/words.ts';
import { scaleOf } from '../../ui/colour/scale.ts';

export interface Patches {
  readonly cells: Cells;
  /** Outlines only. */
  readonly marks: OverlayMarks;
  readonly describe: (patch: number) => string;
  readonly onFocus: (patch: number | null) => void;
  readonly onLock: (patch: number | null, second: boolean) => void;
}

export function usePatches(): Patches {
  const t = useT();
  const count = useApp((s) => s.mask.length);
  const focus = useApp((s) => s.focusPatch);
  const locked = useApp((s) => s.lockedPatch);
  const second = useApp((s) => s.pairPatch ?? s.secondPatch);
  const cells = useMemo(() => squareCells(count), [count]);
  const inside = (patch: number | null): number | null => (patch !== null && patch < count ? patch : null);

  return {
    cells,
    marks: { focus: inside(focus), locked: inside(locked), second: inside(second) },
    describe: (patch) => {
      const { mask, reconstruction } = app.getState();
      const error = reconstruction?.mask.length === count ? reconstruction.errors[patch] : undefined;
      const facts = [patchWords(patch, cells), mask[patch] === 1 ? t('hidden') : t('visible')];
      if (error !== undefined) facts.push(t('error {{error}}', { error: formatLoss(error) }));
      const like = mostSimilar(patch, count);
      if (like !== null) {
        facts.push(
          t('most similar {{patch}} {{value}}', {
            patch: patchPair(like.patch, cells),
            value: formatCosine(like.value),
          }),
        );
      }
      return facts.join(', ');
    },
    onFocus: setFocus,
    onLock: (patch, isSecond) => {
      const unlocks = patch !== null && !isSecond && patch === app.getState().lockedPatch;
      lockFocus(unlocks ? null : patch, isSecond);
    },
  };
}

function mostSimilar(
  patch: number,
  count: number,
): { readonly patch: number; readonly value: number } | null {
  const { similarity } = app.getState();
  if (similarity === null) return null;
  const { matrix, n, patches } = similarity;
  const row = rowsOf(patches, count)[patch] ?? -1;
  const [col] = row < 0 ? [] : largestInRow(matrix, n, row, 1);
  if (col === undefined) return null;
  return { patch: patches[col] ?? 0, value: matrix[row * n + col] ?? 0 };
}

/** Similarity of every patch to the focused (else the locked) one, on the matrix's own scale; null where there is none. */
export function useHeat(): Heat | null {
  const isOn = useApp((s) => s.heat);
  const opacity = useApp((s) => s.heatOpacity);
  const patch = useApp((s) => s.focusPatch ?? s.lockedPatch);
  const count = useApp((s) => s.mask.length);
  const similarity = useApp((s) => s.similarity);
  const choice = useApp((s) => s.matrix.scale);
  const scale = useMemo(
    () => (similarity === null ? null : scaleOf(choice, similarity.matrix)),
    [similarity, choice],
  );
  const values = useMemo(() => {
    if (similarity === null || patch === null || !isOn) return null;
    const rows = rowsOf(similarity.patches, count);
    return rowByThing({ values: similarity.matrix, n: similarity.n }, rows, patch);
  }, [similarity, patch, count, isOn]);
  return values === null || scale === null ? null : { values, scale, opacity };
}

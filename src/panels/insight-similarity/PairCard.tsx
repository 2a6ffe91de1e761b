/** @file What is known of the focused patch: hidden or not, its error, and the patches most similar to it. */

import { Lock } from 'lucide-react';
import { formatCosine, formatLoss, formatPercent } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { lockFocus } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { largestInRow } from '../../ui/canvas/matrix.ts';
import { PatchThumb } from '../../ui/canvas/PatchThumb.tsx';
import { patchPair, patchWords } from '../../ui/canvas/words.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import type { SimilarityLook } from './use-similarity.ts';

const MOST = 5;

export function PairCard({ look }: { readonly look: SimilarityLook }) {
  const t = useT();
  const patch = useApp((s) => s.focusPatch ?? s.lockedPatch);
  const other = useApp((s) => s.pairPatch ?? s.secondPatch);
  const picture = useApp((s) => s.picture);
  if (patch === null) {
    return (
      <p className="min-h-24 text-xs text-soft">
        {t('Point at a cell or at a patch: the same patch is outlined everywhere. Click to lock it.')}
      </p>
    );
  }
  const { cells, similarity, between } = look;
  const pair = other === null ? null : between(patch, other);
  return (
    <div className="min-h-24 text-xs">
      <p className="flex items-center gap-1.5">
        <PatchThumb pixels={picture} cells={cells} patch={patch} />
        <PatchFacts patch={patch} cols={cells.cols} />
        <Unlock />
      </p>
      {other !== null && pair !== null && (
        <p className="mt-1 flex items-center gap-1.5">
          <PatchThumb pixels={picture} cells={cells} patch={other} />
          {t('{{patch}}: similarity {{value}}', {
            patch: patchWords(other, cells),
            value: formatCosine(pair),
          })}
        </p>
      )}
      <p className="mt-1 text-soft">{t('Most similar')}</p>
      <MostSimilar {...{ patch, look, similarity }} />
    </div>
  );
}

/** The way out for those who lock by touch and have no Esc. */
function Unlock() {
  const t = useT();
  const isLocked = useApp((s) => s.lockedPatch !== null);
  if (!isLocked) return null;
  return (
    <span className="ml-auto">
      <IconButton
        label={t('Unlock')}
        shortcut="Esc"
        icon={<Lock aria-hidden size={14} />}
        onPress={() => lockFocus(null)}
      />
    </span>
  );
}

function PatchFacts({ patch, cols }: { readonly patch: number; readonly cols: number }) {
  const t = useT();
  const isHidden = useApp((s) => s.mask[patch] === 1);
  const errors = useApp((s) =>
    s.reconstruction?.mask.length === s.mask.length ? s.reconstruction.errors : null,
  );
  const error = errors?.[patch];
  const facts = [patchWords(patch, { cols }), isHidden ? t('hidden') : t('visible')];
  if (errors !== null && error !== undefined) {
    let better = 0;
    for (const value of errors) better += value < error ? 1 : 0;
    facts.push(
      t('error {{error}} (worse than {{share}})', {
        error: formatLoss(error),
        share: formatPercent(better / errors.length),
      }),
    );
  }
  return <span>{facts.join(' · ')}</span>;
}

interface MostSimilarProps {
  readonly patch: number;
  readonly look: SimilarityLook;
}

function MostSimilar({ patch, look }: MostSimilarProps) {
  const t = useT();
  const picture = useApp((s) => s.picture);
  const { similarity, cells, placeOf, matrix } = look;
  const place = placeOf(patch);
  if (place === null) {
    return <p>{t('The matrix leaves hidden patches out.')}</p>;
  }
  const row = matrix.order[place] ?? 0;
  return (
    <ul className="mt-0.5 flex flex-wrap gap-2">
      {largestInRow(similarity.matrix, similarity.n, row, MOST).map((col) => {
        const like = similarity.patches[col] ?? 0;
        return (
          <li key={col}>
            <button
              type="button"
              className="flex items-center gap-1 rounded hover:bg-raised touch:min-h-11"
              aria-label={t('Lock {{patch}}', { patch: patchWords(like, cells) })}
              onClick={() => lockFocus(like)}
            >
              <PatchThumb pixels={picture} cells={cells} patch={like} />
              <span className="text-left leading-tight">
                {patchPair(like, cells)}
                <br />
                {formatCosine(similarity.matrix[row * similarity.n + col] ?? 0)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

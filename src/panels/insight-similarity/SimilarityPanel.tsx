/** @file Cosine similarity of every patch with every other, inside the model that is there now. */

import { layersOf, patchesPerToken } from '../../config/model-shape.ts';
import { memo, useRef } from 'react';
import { formatCosine } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { lockFocus, setFocus, setMatrix } from '../../store/actions.ts';
import type { AppState } from '../../store/state.ts';
import { app, SHIPPED, useApp } from '../../store/store.ts';
import { ColourBar } from '../../ui/canvas/ColourBar.tsx';
import { MatrixCanvas, type MatrixCell } from '../../ui/canvas/MatrixCanvas.tsx';
import { patchWords } from '../../ui/canvas/words.ts';
import { PanelFrame } from '../../ui/PanelFrame.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { OffDiagonal } from './OffDiagonal.tsx';
import { PairCard } from './PairCard.tsx';
import { useSeen } from '../../store/use-seen.ts';
import { useSimilarity, type SimilarityLook } from './use-similarity.ts';

type View = AppState['matrix'];

const ORDERS = [
  { id: 'image', label: 'as in the image' },
  { id: 'cluster', label: 'by cluster' },
  { id: 'mask', label: 'visible, hidden' },
] as const satisfies readonly { id: View['order']; label: string }[];

const SCALES = [
  { id: 'auto', label: 'auto (2–98 %)' },
  { id: '0..1', label: '0 to 1' },
  { id: '-1..1', label: '−1 to 1' },
] as const satisfies readonly { id: View['scale']; label: string }[];

const SEEN = [
  { id: 'all', label: 'all patches' },
  { id: 'visible', label: 'visible only' },
] as const satisfies readonly { id: View['seen']; label: string }[];

const SUMMARY =
  'How alike the model finds any two patches: the cosine of the angle between their features. An untrained model finds everything alike; blocks appear as it learns which patches belong together.';

export function SimilarityPanel() {
  const t = useT();
  const look = useSimilarity();
  const body = useRef<HTMLDivElement>(null);
  useSeen(body, 'similarity');
  return (
    <PanelFrame title="Patch similarity" summary={SUMMARY}>
      <div ref={body} className="flex flex-col gap-2">
        <Layer />
        {look === null ? (
          <img src="./baked/matrix.png" alt="" className="still rounded-sm" />
        ) : (
          <div className="flex gap-2">
            <div className="min-w-0 grow">
              <Matrix look={look} />
            </div>
            <ColourBar scale={look.scale} label={t('Cosine similarity')} />
          </div>
        )}
        {look !== null && <PairCard look={look} />}
        <Choices />
        {look !== null && <OffDiagonal matrix={look.matrix} />}
      </div>
    </PanelFrame>
  );
}

function Matrix({ look }: { readonly look: SimilarityLook }) {
  const t = useT();
  const row = useApp((s) => look.placeOf(s.focusPatch ?? s.lockedPatch));
  const col = useApp((s) => look.placeOf(s.pairPatch ?? s.secondPatch));
  const { n } = look.matrix;
  const patches = ({ row, col }: MatrixCell): readonly [number, number] => [
    look.patchAt(row),
    look.patchAt(col),
  ];
  return (
    <MatrixCanvas
      label={t('Similarity matrix, {{n}} by {{n}} patches', { n })}
      matrix={look.matrix}
      scale={look.scale}
      crosshair={row === null ? null : { row, col }}
      describe={(cell) => {
        const [a, b] = patches(cell);
        return t('{{a}} and {{b}}: similarity {{value}}', {
          a: patchWords(a, look.cells),
          b: patchWords(b, look.cells),
          value: formatCosine(look.between(a, b) ?? 0),
        });
      }}
      onHover={(cell) => {
        if (cell === null) setFocus(null);
        else setFocus(...patches(cell));
      }}
      onLock={(cell) => {
        if (cell === null) return lockFocus(null);
        const [a, b] = patches(cell);
        const { lockedPatch, secondPatch } = app.getState();
        if (lockedPatch === a && secondPatch === b) return lockFocus(null);
        lockFocus(a);
        lockFocus(b, true);
      }}
    />
  );
}

const Layer = memo(function Layer() {
  const t = useT();
  const isNow = useApp((s) => s.shownFrame === null);
  const layer = useApp((s) =>
    s.shownFrame === null ? s.matrix.layer : (s.similarity?.layer ?? s.matrix.layer),
  );
  const model = useApp((s) => (s.answerer === 'run' ? (s.run?.config ?? SHIPPED) : SHIPPED).model);
  const last = layersOf(model);
  const now = Math.min(layer, last);
  const span = patchesPerToken(model, now);
  const spoken =
    now === 0
      ? t('patch embedding, before the first layer')
      : now === last
        ? t('output of the encoder')
        : t('after layer {{layer}} of {{layers}}', { layer: now, layers: last });
  return (
    <>
      <Slider
        label={t('Layer')}
        help={t(
          'Where in the encoder the features are taken: 0 is the patch embedding, the last one is its output.',
        )}
        value={now}
        min={0}
        max={last}
        step={1}
        spoken={spoken}
        isDisabled={!isNow}
        onChange={(next) => setMatrix({ layer: next })}
      />
      {span > 1 && (
        <p className="text-xs text-soft">
          {t('Here one token stands for {{span}} × {{span}} patches, and these share its row.', { span })}
        </p>
      )}
    </>
  );
});

const Choices = memo(function Choices() {
  const t = useT();
  const { order, scale, seen } = useApp((s) => s.matrix);
  const words = <T extends string>(options: readonly { readonly id: T; readonly label: string }[]) =>
    options.map(({ id, label }) => ({ id, label: t(label) }));
  return (
    <div className="flex flex-col gap-1">
      <Segmented
        label={t('Order of rows')}
        options={words(ORDERS)}
        value={order}
        onChange={(next) => setMatrix({ order: next })}
      />
      <Segmented
        label={t('Colour scale')}
        options={words(SCALES)}
        value={scale}
        onChange={(next) => setMatrix({ scale: next })}
      />
      <Segmented
        label={t('What the encoder is given')}
        options={words(SEEN)}
        value={seen}
        onChange={(next) => setMatrix({ seen: next })}
      />
    </div>
  );
});

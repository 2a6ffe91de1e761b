/** @file What runs reached: held-out loss against the mask ratio, and against AvgDist. */

import { formatLoss, formatNumber, formatPercent } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { placeIn, type Domain } from './look.ts';
import { Plot } from './Plot.tsx';
import { correlationOf, ENOUGH_RUNS, type RunPoint } from './run-points.ts';

const SHARES: Domain = [0, 1];

export function RunPlots({ points }: { readonly points: readonly RunPoint[] }) {
  const t = useT();
  if (points.length === 0) {
    return (
      <p className="text-xs text-soft">
        {t(
          'Train runs with different masks: their held-out losses appear here, at their ratio and their AvgDist.',
        )}
      </p>
    );
  }
  const y: Domain = [0, roundUp(Math.max(...points.map(({ loss }) => loss)))];
  const x: Domain = [
    0,
    Math.max(0.2, Math.ceil(10 * Math.max(...points.map(({ distance }) => distance))) / 10),
  ];
  return (
    <>
      <Plot
        title={t('Held-out loss of runs against the mask ratio')}
        xLabel={t('Hidden share of the patches in %')}
        x={SHARES}
        y={y}
      >
        <Marks points={points} at={(point) => [placeIn(SHARES, point.share), placeIn(y, point.loss)]} />
      </Plot>
      <Plot
        title={t('Held-out loss of runs against AvgDist')}
        xLabel={t('AvgDist in % of the side')}
        x={x}
        y={y}
      >
        <Marks points={points} at={(point) => [placeIn(x, point.distance), placeIn(y, point.loss)]} />
      </Plot>
      <Relation points={points} />
      <p className="text-xs text-soft">
        {t(
          'Every run is measured with its own masks, so an easy mask has a low loss. Hollow: still training. Pale: other images, target or loss.',
        )}
      </p>
    </>
  );
}

interface MarksProps {
  readonly points: readonly RunPoint[];
  readonly at: (point: RunPoint) => readonly [number, number];
}

function Marks({ points, at }: MarksProps) {
  const t = useT();
  return points.map((point) => {
    const [left, bottom] = at(point);
    const words = t(
      '{{name}}: {{share}} hidden, AvgDist {{distance}} of the side, held-out loss {{loss}} after {{step}} steps',
      {
        name: point.name,
        share: formatPercent(point.share),
        distance: formatPercent(point.distance, 1),
        loss: formatLoss(point.loss),
        step: formatNumber(point.step),
      },
    );
    const colour = `var(--run-${String(point.style % 6)})`;
    return (
      <span
        key={point.id}
        role="img"
        aria-label={words}
        title={words}
        className={`absolute size-2.5 -translate-x-1/2 translate-y-1/2 rounded-full border-2 ${point.isComparable ? '' : 'opacity-40'}`}
        style={{
          left: `${String(100 * left)}%`,
          bottom: `${String(100 * bottom)}%`,
          borderColor: colour,
          background: point.isTraining ? 'transparent' : colour,
        }}
      />
    );
  });
}

const two = (value: number): string =>
  formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function Relation({ points }: { readonly points: readonly RunPoint[] }) {
  const t = useT();
  const relation = correlationOf(points);
  return (
    <p className="text-xs">
      {relation === null
        ? t(
            'Not enough runs to tell a relation: {{have}} finished ones can be compared, {{need}} are needed.',
            {
              have: points.filter(({ isComparable, isTraining }) => isComparable && !isTraining).length,
              need: ENOUGH_RUNS,
            },
          )
        : t('AvgDist and loss over {{n}} runs: Pearson {{pearson}}, Spearman {{spearman}}', {
            n: relation.n,
            pearson: two(relation.pearson),
            spearman: two(relation.spearman),
          })}
    </p>
  );
}

/** The next of 1, 2, 5, 10 … times a power of ten. */
function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * ([1, 2, 4, 5, 8].find((step) => step * unit >= value) ?? 10);
}

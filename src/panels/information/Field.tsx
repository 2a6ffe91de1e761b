/** @file The exact information of the mask on screen if pictures were a Gaussian field, and its curve over ratios. */

import { FileSpreadsheet } from 'lucide-react';
import { formatNumber, formatPercent } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { hiddenCount } from '../../mim/grid.ts';
import { MASKS } from '../../mim/masks/index.ts';
import type { MeasuredField } from '../../store/field.ts';
import { app, useApp } from '../../store/store.ts';
import { squareCells } from '../../ui/canvas/words.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Chart } from './Chart.tsx';
import { sanityOf, STRATEGIES, type Curve } from './curves.ts';
import { csvOf } from './csv.ts';
import { FieldFormula } from './FieldFormula.tsx';
import { domainOf } from './scale.ts';
import { useBits, useCurves, useField } from './use-field.ts';

const SIZE = { width: 440, height: 210 } as const;
const DASHES = { random: '', grid: '7 3', block: '2 3' } as const;
/** More pulled together than that, and the pictures say less than they could. Ours. */
const STRONG_SHRINKAGE = 0.2;

export function Field() {
  const t = useT();
  const mask = useApp((s) => s.mask);
  const grid = squareCells(mask.length);
  const { measured, problem } = useField(grid);
  const bits = useBits(measured);
  const curves = useCurves(measured, grid);
  if (problem !== null) {
    return (
      <p className="text-sm text-warn">
        {t(problem.template, problem.values)}
        {problem.hint !== undefined && ` ${t(problem.hint, problem.values)}`}
      </p>
    );
  }
  const hidden = hiddenCount(mask);
  return (
    <section className="flex flex-col gap-2 text-xs" aria-label={t('Gaussian field')}>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <output className="text-lg font-semibold tabular-nums">
          {bits === null
            ? t('Looking at the pictures…')
            : t('{{bits}} bits per hidden patch', { bits: two(hidden === 0 ? 0 : bits / hidden) })}
        </output>
        {bits !== null && (
          <span className="text-soft tabular-nums">
            {t('{{bits}} bits in all, {{hidden}} of {{patches}} hidden ({{share}})', {
              bits: two(bits),
              hidden,
              patches: mask.length,
              share: formatPercent(hidden / mask.length),
            })}
          </span>
        )}
      </div>
      <FieldFormula />
      <p>
        {t(
          'What the visible patches of the mask on screen tell about the hidden ones. Exact for a Gaussian field with the covariance of these pictures’ patch means (one brightness per patch), which has no edges and no textures, as real pictures do. No model is asked.',
        )}
      </p>
      {measured !== null && (
        <>
          <CurveChart curves={curves} now={{ x: hidden / mask.length, y: bits ?? 0 }} />
          <SanityWords curves={curves} />
          <Provenance measured={measured} curves={curves} />
        </>
      )}
    </section>
  );
}

const two = (value: number): string =>
  formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

interface CurveChartProps {
  readonly curves: readonly Curve[];
  /** The mask on screen. */
  readonly now: { readonly x: number; readonly y: number };
}

function CurveChart({ curves, now }: CurveChartProps) {
  const t = useT();
  const values = [now.y, ...curves.flatMap(({ points }) => points.map(({ y }) => y))];
  return (
    <Chart
      title={t('Information over the mask ratio for random, grid and block masks, and the mask on screen')}
      xLabel={t('Hidden share of the patches in %')}
      yLabel={t('bits between visible and hidden patches')}
      x={[0, 100]}
      y={[0, domainOf([0, ...values])[1]]}
      size={SIZE}
      lines={STRATEGIES.flatMap((id, i) => {
        const curve = curves.find((one) => one.id === id);
        if (curve === undefined) return [];
        const points = curve.points.map(({ x, y }) => ({ x: 100 * x, y }));
        const label = t(MASKS[id].label);
        return [{ key: id, label, points, stroke: `var(--run-${String(i)})`, dash: DASHES[id], width: 2 }];
      })}
      mark={{ ...now, x: 100 * now.x, label: t('the mask on screen') }}
    />
  );
}

/** What must hold of any pictures, with what came out for these. */
function SanityWords({ curves }: { readonly curves: readonly Curve[] }) {
  const t = useT();
  const sanity = sanityOf(curves);
  if (sanity === null) return null;
  const { quarter, threeQuarters, peak, isSymmetric, blocks, scattered } = sanity;
  return (
    <div>
      <p>
        {t(
          'As it must be: 0 where nothing or everything is hidden. Random masks: {{quarter}} bits at 25 % hidden, {{threeQuarters}} at 75 %, most ({{most}}) at {{peak}}.',
          {
            quarter: two(quarter),
            threeQuarters: two(threeQuarters),
            most: two(peak.y),
            peak: formatPercent(peak.x),
          },
        )}{' '}
        {isSymmetric
          ? t('The curve is the same from both ends, with its maximum at one half.')
          : t('The two sides differ by more than the draws explain: too few pictures or masks.')}
      </p>
      <p>
        {blocks < scattered
          ? t(
              'Blocks that hide about half share {{blocks}} bits, scattered patches {{scattered}}: what lies inside a block has fewer neighbours to go by.',
              {
                blocks: two(blocks),
                scattered: two(scattered),
              },
            )
          : t(
              'Blocks that hide about half share {{blocks}} bits, scattered patches {{scattered}}: not fewer, as they do in pictures where neighbours are alike.',
              {
                blocks: two(blocks),
                scattered: two(scattered),
              },
            )}
      </p>
      <p className="text-soft">
        {t(
          'The maximum says nothing about the best ratio for learning: for given pictures and masks this is a constant that no training moves.',
        )}
      </p>
    </div>
  );
}

interface ProvenanceProps {
  readonly measured: MeasuredField;
  readonly curves: readonly Curve[];
}

function Provenance({ measured, curves }: ProvenanceProps) {
  const t = useT();
  const { pictures, shrinkage } = measured;
  const save = (): void =>
    saveFile('information.csv', csvOf(curves, measured, app.getState().draft), 'text/csv');
  return (
    <div className="flex items-center justify-between gap-2">
      <p className="text-soft">
        {t(
          'From {{pictures}} pictures of the chosen set; covariance shrunk by {{shrinkage}} (Ledoit–Wolf).',
          {
            pictures,
            shrinkage: formatPercent(shrinkage, 1),
          },
        )}{' '}
        {shrinkage > STRONG_SHRINKAGE &&
          t('That is much: with so few pictures the numbers come out too low.')}
      </p>
      <IconButton
        label={t('Save the information as CSV')}
        icon={<FileSpreadsheet aria-hidden size={15} />}
        isDisabled={curves.length < STRATEGIES.length}
        onPress={save}
      />
    </div>
  );
}

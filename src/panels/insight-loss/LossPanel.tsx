/** @file Loss on hidden patches, of the training batches and of images that training never sees. */

import { FileSpreadsheet, ImageDown, Table2 } from 'lucide-react';
import { lazy, memo, Suspense, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { exportPng, setCurve } from '../../store/actions.ts';
import { historyOf } from '../../store/history.ts';
import type { AppState } from '../../store/state.ts';
import { app, useApp } from '../../store/store.ts';
import { FieldHead } from '../../ui/FieldHead.tsx';
import { IconButton, ToggleButton } from '../../ui/IconButton.tsx';
import { NumberBox } from '../../ui/NumberBox.tsx';
import { PanelFrame } from '../../ui/PanelFrame.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { csvOf, domainOf, type Curve, type Domain } from './curves.ts';
import { GhostCurve } from './GhostCurve.tsx';
import { summaryOf } from './labels.ts';
import { Readout } from './Readout.tsx';
import { useCurves } from './use-curves.ts';

const loadChart = async () => {
  const { Drawing } = await import('./Drawing.tsx');
  return { default: Drawing };
};
const Drawing = lazy(loadChart);
const LossTable = lazy(async () => ({ default: (await import('./LossTable.tsx')).LossTable }));

/** By then the first screen stands; with the first training step, when the chart is wanted, there is more to do. */
const LOAD_AHEAD_MS = 4000;

const AXES = [
  { id: 'step', label: 'step' },
  { id: 'images', label: 'images' },
  { id: 'minutes', label: 'minutes' },
] as const satisfies readonly { id: AppState['curve']['axis']; label: string }[];

const SUMMARY =
  'How wrong the model is about what it cannot see. Solid: the batches it trains on. Dashed: images it never trains on. Dotted: what filling in the mean visible colour would give, which a model that has learned something must beat. Dash-dotted: further losses that are trained along, each by itself.';

export function LossPanel() {
  const t = useT();
  const curves = useCurves();
  const log = useApp((s) => s.curve.log);
  const axis = useApp((s) => s.curve.axis);
  const language = useApp((s) => s.language);
  const [isTable, setTable] = useState(false);
  const domain = useDomain(curves, log);
  const summary = summaryOf(curves, app.getState().run?.step ?? 0);
  const isEmpty = curves.length === 0;
  const latest = useRef({ curves, domain });
  useEffect(() => {
    latest.current = { curves, domain };
  }, [curves, domain]);
  useEffect(() => {
    // A failure shows where the chart itself is loaded.
    const timer = setTimeout(() => void loadChart().catch(() => undefined), LOAD_AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <PanelFrame title="Loss on hidden patches" summary={SUMMARY}>
      <Readout curves={curves} />
      {isEmpty && <GhostCurve />}
      {!isEmpty && isTable && (
        <Suspense fallback={<GhostCurve>{t('Loading the chart…')}</GhostCurve>}>
          <LossTable curves={curves} />
        </Suspense>
      )}
      {!isEmpty && !isTable && (
        <Suspense fallback={<GhostCurve>{t('Loading the chart…')}</GhostCurve>}>
          <Drawing {...{ curves, domain, log, axis, language }} name={t('Loss on hidden patches')} />
        </Suspense>
      )}
      <p className="sr-only">{summary}</p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Segmented
          label={t('Horizontal axis')}
          options={AXES.map(({ id, label }) => ({ id, label: t(label) }))}
          value={axis}
          onChange={(next) => setCurve({ axis: next })}
        />
        <Switch label={t('log')} isSelected={log} onChange={(next) => setCurve({ log: next })} />
        <div className="ml-auto flex">
          <ToggleButton
            label={t('Show as a table')}
            icon={<Table2 aria-hidden size={15} />}
            isSelected={isTable}
            isDisabled={isEmpty}
            onChange={setTable}
          />
          <SaveButtons isDisabled={isEmpty} latest={latest} />
        </div>
      </div>
      <Smoothing />
    </PanelFrame>
  );
}

/** The same object for as long as the axes need not change. */
function useDomain(curves: readonly Curve[], log: boolean): Domain {
  const { x, y } = useMemo(() => domainOf(curves, log), [curves, log]);
  const [right, bottom, top] = [x[1], ...y];
  return useMemo(() => ({ x: [0, right], y: [bottom, top] }), [right, bottom, top]);
}

const setSmoothing = (smoothing: number): void => setCurve({ smoothing });

const Smoothing = memo(function Smoothing() {
  const t = useT();
  const smoothing = useApp((s) => s.curve.smoothing);
  return (
    <div className="flex items-center gap-2">
      <FieldHead
        label={t('Smoothing')}
        help={t('A moving average without the pull of its start; the faint line is what was measured.')}
      />
      <input
        type="range"
        min={0}
        max={0.99}
        step={0.01}
        value={smoothing}
        aria-label={t('Smoothing')}
        onChange={(event) => setSmoothing(Number(event.target.value))}
        className="min-w-0 grow touch:h-11"
      />
      <NumberBox
        label={t('Smoothing')}
        value={smoothing}
        min={0}
        max={0.99}
        step={0.01}
        onChange={setSmoothing}
      />
    </div>
  );
});

interface SaveButtonsProps {
  readonly isDisabled: boolean;
  readonly latest: RefObject<{ readonly curves: readonly Curve[]; readonly domain: Domain }>;
}

const SaveButtons = memo(function SaveButtons({ isDisabled, latest }: SaveButtonsProps) {
  const t = useT();
  const runId = useApp((s) => s.run?.id ?? null);
  const saveCsv = (): void => {
    if (runId !== null) saveFile('loss.csv', csvOf(historyOf(runId)), 'text/csv');
  };
  const savePng = async (): Promise<void> => {
    const { drawChart } = await import('./draw-chart.ts');
    const { log, axis } = app.getState().curve;
    const { curves, domain } = latest.current;
    await exportPng('loss', drawChart(curves, domain, log, t(axis)));
  };
  return (
    <>
      <IconButton
        label={t('Save the numbers as CSV')}
        icon={<FileSpreadsheet aria-hidden size={15} />}
        isDisabled={isDisabled}
        onPress={saveCsv}
      />
      <IconButton
        label={t('Save the chart as PNG')}
        icon={<ImageDown aria-hidden size={15} />}
        isDisabled={isDisabled}
        onPress={() => void savePng()}
      />
    </>
  );
});

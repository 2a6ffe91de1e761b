/** @file What the model on screen makes of the mask, measured on pictures that it never trained on. */

import { Ruler } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { toWire, type WireError } from '../../lib/errors.ts';
import { app, useApp } from '../../store/store.ts';
import { measureUsable, USABLE_PICTURES, type UsableReport } from '../../store/usable.ts';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';

type State =
  | { readonly kind: 'none' }
  | { readonly kind: 'measuring'; readonly done: number; readonly total: number }
  | { readonly kind: 'measured'; readonly report: UsableReport; readonly mask: Uint8Array }
  | { readonly kind: 'failed'; readonly problem: WireError };

export function Usable() {
  const t = useT();
  const isReady = useApp((s) => s.engine !== null);
  const { state, measure, stop } = useMeasurement();
  return (
    <section
      className="mt-3 flex flex-col gap-2 border-t border-line pt-3 text-xs"
      aria-label={t('What the model makes of it')}
    >
      <h3 className="text-sm font-semibold">{t('What the model makes of it')}</h3>
      <p>
        {t(
          'V-information: by how many bits per hidden pixel a Gaussian around the model’s answer beats one that knows only the mean and variance of each pixel. It rises as the model learns, while the information between the patches stays what it is. It is no bound on that information, and what a patch repeats within itself counts each time.',
        )}
      </p>
      {state.kind === 'measuring' ? (
        <ProgressBar
          label={t('Asking about pictures: {{done}} of {{total}}', {
            done: state.done,
            total: state.total === 0 ? '…' : state.total,
          })}
          done={state.done}
          total={state.total}
          onStop={stop}
        />
      ) : (
        <div>
          <Button icon={<Ruler aria-hidden size={15} />} isDisabled={!isReady} onPress={() => void measure()}>
            {t('Measure on held-out pictures')}
          </Button>
        </div>
      )}
      {state.kind === 'measured' && <Report report={state.report} mask={state.mask} />}
      {state.kind === 'failed' && (
        <p role="status" className="text-warn">
          {t(state.problem.template, state.problem.values)}
          {state.problem.hint !== undefined && ` ${t(state.problem.hint, state.problem.values)}`}
        </p>
      )}
    </section>
  );
}

/** One measurement at a time; it ends with the panel. */
function useMeasurement() {
  const [state, setState] = useState<State>({ kind: 'none' });
  const current = useRef<object | null>(null);
  useEffect(
    () => () => {
      current.current = null;
    },
    [],
  );
  const stop = (): void => {
    current.current = null;
    setState({ kind: 'none' });
  };
  const measure = async (): Promise<void> => {
    const mine = {};
    const isWanted = (): boolean => current.current === mine;
    current.current = mine;
    setState({ kind: 'measuring', done: 0, total: 0 });
    const { mask } = app.getState();
    const progress = (done: number, total: number): void => {
      if (isWanted()) setState({ kind: 'measuring', done, total });
    };
    try {
      const report = await measureUsable({ mask, pictures: USABLE_PICTURES, progress, isWanted });
      if (report !== null && isWanted()) setState({ kind: 'measured', report, mask });
    } catch (error) {
      if (isWanted()) setState({ kind: 'failed', problem: toWire(error) });
    }
  };
  return { state, measure, stop };
}

const three = (value: number): string =>
  formatNumber(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });

function Report({ report, mask }: { readonly report: UsableReport; readonly mask: Uint8Array }) {
  const t = useT();
  const isOld = useApp((s) => s.mask !== mask);
  const { value, low, high, pictures, hidden, step, shows } = report;
  return (
    <div role="status" className="flex flex-col gap-1">
      <p className={isOld ? 'text-soft' : ''}>
        <b className="text-lg font-semibold tabular-nums">
          {t('{{bits}} bits per hidden pixel', { bits: three(value) })}
        </b>{' '}
        <span className="tabular-nums">
          {t(
            '95 %: {{low}} to {{high}}, from {{pictures}} pictures with {{hidden}} patches hidden, step {{step}}',
            {
              low: three(low),
              high: three(high),
              pictures,
              hidden,
              step: formatNumber(step),
            },
          )}
        </span>
      </p>
      {high < 0 && <p>{t('Below 0: so far the mean of each pixel would be the better answer.')}</p>}
      {low <= 0 && high >= 0 && (
        <p>{t('The interval has 0 in it: so far the model’s answers tell nothing that is certain.')}</p>
      )}
      {shows === 'true-statistics' && (
        <p className="text-warn">
          {t(
            'Of the shape of each patch only: this model’s target is normalised, so the true mean and variance of every patch were given away. Flat patches were left out.',
          )}
        </p>
      )}
      {isOld && (
        <p className="text-soft">{t('The mask has changed since; measure again for the new one.')}</p>
      )}
    </div>
  );
}

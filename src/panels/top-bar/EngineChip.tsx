/** @file Where the numbers are computed, and how fast that was measured to be. */

import { Gauge } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { openDialog } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { BACKENDS } from './backends.ts';

export function EngineChip() {
  const t = useT();
  const engine = useApp((s) => s.engine);
  const imagesPerSecond = useApp((s) => s.imagesPerSecond);
  const name = engine === null ? t('Starting…') : t(BACKENDS[engine.backend]);
  const isHardware = engine !== null && engine.backend === 'webgpu' && !engine.software;
  return (
    <Popover
      label={t('Computing on')}
      placement="bottom end"
      trigger={
        <AriaButton
          aria-label={t('Computing on {{name}}', { name })}
          className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border border-line bg-raised px-2.5 text-xs whitespace-nowrap text-ink hover:border-edge touch:h-11"
        >
          <span
            aria-hidden
            className={`size-2 rounded-full ${isHardware ? 'bg-accent' : 'border border-edge'}`}
          />
          <span className="truncate max-sm:max-w-20">{name}</span>
        </AriaButton>
      }
    >
      {engine === null ? (
        <p>{t('The engine is starting.')}</p>
      ) : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          <dt className="text-soft">{t('Computing on')}</dt>
          <dd>{name}</dd>
          <dt className="text-soft">{t('Adapter')}</dt>
          <dd className="break-words">
            {engine.software ? t('{{adapter}} (software)', { adapter: engine.adapter }) : engine.adapter}
          </dd>
          <dt className="text-soft">{t('Measured')}</dt>
          <dd>
            {t('{{n}} GFLOP/s on a trial step', {
              n: formatNumber(engine.gigaflops, { maximumSignificantDigits: 3 }),
            })}
          </dd>
          {imagesPerSecond !== null && (
            <>
              <dt className="text-soft">{t('Training')}</dt>
              <dd>
                {t('{{n}} images/s', { n: formatNumber(imagesPerSecond, { maximumSignificantDigits: 3 }) })}
              </dd>
            </>
          )}
        </dl>
      )}
      <Button
        slot="close"
        className="mt-3"
        icon={<Gauge aria-hidden size={15} />}
        isDisabled={engine === null}
        onPress={() => {
          openDialog('benchmark');
        }}
      >
        {t('Measure this device…')}
      </Button>
      {engine !== null && !isHardware && (
        <p className="mt-2 max-w-80 text-soft">
          {t(
            'For hardware WebGPU use a current Chrome, Edge, Firefox or Safari with graphics acceleration switched on.',
          )}
        </p>
      )}
    </Popover>
  );
}

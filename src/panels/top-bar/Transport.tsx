/** @file Restart, train and pause, one step. */

import { Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import { useEffect, useId, useMemo, useState } from 'react';
import { TooltipTrigger } from 'react-aria-components';
import { useT } from '../../i18n/i18n.ts';
import { applyPending, restart, stepOnce, toggleTraining } from '../../store/actions.ts';
import { pendingChanges } from '../../store/changes.ts';
import { useApp } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { markUsed, wasUsed } from '../../ui/first-use.ts';
import { Tooltip } from '../../ui/Tooltip.tsx';

const TRAINING = 'training';

export function Transport() {
  const t = useT();
  const status = useApp((s) => s.status);
  const isNew = useApp((s) => s.runs.length === 0);
  const [isKnown] = useState(() => wasUsed(TRAINING));
  useEffect(() => {
    if (!isNew) markUsed(TRAINING);
  }, [isNew]);
  const isTraining = status === 'running' || status === 'compiling';
  return (
    <div role="group" aria-label={t('Training')} className="flex items-center gap-1">
      <RestartButton />
      <Button
        tone="primary"
        isDisabled={status === 'starting'}
        icon={isTraining ? <Pause aria-hidden size={14} /> : <Play aria-hidden size={14} />}
        onPress={() => void toggleTraining()}
        className={`min-w-22 ${isNew && !isKnown && status === 'idle' ? 'beckon' : ''}`}
      >
        {isTraining ? t('Pause') : t('Train')}
      </Button>
      <IconButton
        label={t('One step')}
        shortcut="."
        isDisabled={status === 'starting' || isTraining}
        icon={<StepForward aria-hidden size={16} />}
        onPress={() => void stepOnce()}
      />
    </div>
  );
}

/** Plain while nothing waits; else it counts the changes that need a restart, and lists them. */
function RestartButton() {
  const t = useT();
  const run = useApp((s) => s.run);
  const draft = useApp((s) => s.draft);
  const pending = useMemo(() => pendingChanges({ run, draft }), [run, draft]);
  const id = useId();
  if (pending.length === 0) {
    return (
      <IconButton
        label={t('Restart with fresh weights')}
        shortcut="⇧R"
        isDisabled={run === null}
        icon={<RotateCcw aria-hidden size={16} />}
        onPress={() => void restart()}
      />
    );
  }
  const list = pending.map(({ template, values }) => t(template, values));
  return (
    <TooltipTrigger delay={100}>
      <Button
        tone="waiting"
        icon={<RotateCcw aria-hidden size={14} />}
        onPress={() => void applyPending()}
        aria-describedby={id}
      >
        {t('Apply {{count}} changes (restarts)', { count: pending.length })}
      </Button>
      <span id={id} hidden>
        {list.join('; ')}
      </span>
      <Tooltip shortcut="⇧R">
        {list.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** @file What can be done to the mask on screen, and whose answer is shown. */

import { Brush, Contrast, Dices, Eraser, Pin, Redo2, SquareDashed, Undo2 } from 'lucide-react';
import { useT } from '../../i18n/i18n.ts';
import {
  clearMask,
  invertMask,
  newSeed,
  redo,
  setAnswerer,
  setBrush,
  setTool,
  undo,
} from '../../store/actions.ts';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../../store/store.ts';
import { IconButton, ToggleButton } from '../../ui/IconButton.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { MaskFacts } from './MaskFacts.tsx';

const ICON = { 'aria-hidden': true, size: 16 } as const;

const TOOLS = [
  { id: 'brush', label: 'Brush', icon: <Brush {...ICON} /> },
  { id: 'rectangle', label: 'Rectangle', icon: <SquareDashed {...ICON} /> },
  { id: 'pin', label: 'Pin patches: they survive a new seed or ratio', icon: <Pin {...ICON} /> },
] as const satisfies readonly { id: AppState['tool']; label: string; icon: React.ReactNode }[];

const BRUSHES = [1, 2, 3] as const;

export function Tools() {
  const t = useT();
  return (
    <div className="flex flex-col gap-1 px-4 pt-2">
      <div
        role="toolbar"
        aria-label={t('Mask tools')}
        className="flex flex-wrap items-center gap-x-2 gap-y-1"
      >
        <ToolChoice />
        <span aria-hidden className="h-5 w-px bg-line" />
        <IconButton
          label={t('Invert the mask')}
          shortcut="I"
          icon={<Contrast {...ICON} />}
          onPress={() => invertMask()}
        />
        <IconButton
          label={t('Reveal all patches')}
          shortcut="⌫"
          icon={<Eraser {...ICON} />}
          onPress={() => clearMask()}
        />
        <IconButton label={t('New seed')} shortcut="N" icon={<Dices {...ICON} />} onPress={() => newSeed()} />
        <span aria-hidden className="h-5 w-px bg-line" />
        <History />
        <Answerer />
      </div>
      <MaskFacts />
    </div>
  );
}

function ToolChoice() {
  const t = useT();
  const tool = useApp((s) => s.tool);
  const brush = useApp((s) => s.brush);
  return (
    <>
      <div className="flex">
        {TOOLS.map(({ id, label, icon }) => (
          <ToggleButton
            key={id}
            label={t(label)}
            icon={icon}
            isSelected={tool === id}
            onChange={() => setTool(id)}
          />
        ))}
      </div>
      <Segmented
        label={t('Brush size in patches')}
        options={BRUSHES.map((size) => ({ id: String(size), label: String(size) }))}
        value={String(brush)}
        onChange={(chosen) => {
          const size = BRUSHES.find((one) => String(one) === chosen);
          if (size !== undefined) setBrush(size);
        }}
      />
    </>
  );
}

function History() {
  const t = useT();
  const canUndo = useApp((s) => s.canUndo);
  const canRedo = useApp((s) => s.canRedo);
  return (
    <div className="flex">
      <IconButton
        label={t('Undo')}
        shortcut="Ctrl Z"
        icon={<Undo2 {...ICON} />}
        isDisabled={!canUndo}
        onPress={() => undo()}
      />
      <IconButton
        label={t('Redo')}
        shortcut="Ctrl Shift Z"
        icon={<Redo2 {...ICON} />}
        isDisabled={!canRedo}
        onPress={() => redo()}
      />
    </div>
  );
}

function Answerer() {
  const t = useT();
  const answerer = useApp((s) => s.answerer);
  const hasRun = useApp((s) => s.run !== null);
  return (
    <div className="ml-auto">
      <Segmented
        label={t('Whose answer is shown')}
        options={[
          { id: 'shipped', label: t('shipped model'), hint: t('Trained beforehand and never changed.') },
          {
            id: 'run',
            label: t('yours'),
            disabled: hasRun ? undefined : t('Nothing has been trained yet.'),
          },
        ]}
        value={answerer}
        onChange={(next) => void setAnswerer(next)}
      />
    </div>
  );
}

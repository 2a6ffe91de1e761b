/** @file What is hidden from the model: strategy, how much, in which units, drawn with which seed. */

import { Dices, Undo2 } from 'lucide-react';
import { presetOf } from '../../config/preset-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { defaultMask, MASKS } from '../../mim/masks/index.ts';
import { newSeed, revertMaskStrategy, setSeed, updateDraft } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { NumberBox } from '../../ui/NumberBox.tsx';
import { ParamForm } from '../../ui/ParamForm.tsx';
import { squareCells } from '../../ui/canvas/words.ts';
import { RatioSlider } from './RatioSlider.tsx';
import { omitted, paramsShown } from './strategy-params.ts';
import { StrategyFacts } from './StrategyFacts.tsx';
import { StrategyPicker } from './StrategyPicker.tsx';

const LARGEST_SEED = 0xffff_ffff;

export function Mask() {
  const t = useT();
  const choice = useApp((s) => s.draft.mask);
  const preset = useApp((s) => s.draft.preset);
  const previous = useApp((s) => s.previousMask);
  const initial = presetOf(preset).config.mask;
  const patches = useApp((s) => s.mask.length);
  const side = useApp((s) => s.picture?.side ?? s.draft.data.side);
  const grid = squareCells(patches);
  return (
    <div className="flex flex-col gap-2">
      <StrategyPicker />
      <StrategyFacts id={choice.id} />
      {previous !== null && (
        <Button icon={<Undo2 aria-hidden size={14} />} onPress={revertMaskStrategy} className="self-start">
          {t('Back to {{strategy}}', { strategy: MASKS[previous.id].label })}
        </Button>
      )}
      <RatioSlider />
      <ParamForm
        params={paramsShown(choice, grid, Math.max(1, Math.floor(side / grid.cols)))}
        values={choice}
        defaults={initial.id === choice.id ? initial : defaultMask(choice.id)}
        omit={omitted(choice)}
        onChange={(key, value) => {
          updateDraft({ mask: { [key]: value } });
        }}
      />
      {choice.id === 'square' && (
        <p className="text-xs text-soft">{t('Drag the square on the picture to move it.')}</p>
      )}
      <SeedField />
    </div>
  );
}

function SeedField() {
  const t = useT();
  const seed = useApp((s) => s.maskSeed);
  return (
    <div className="flex items-center justify-between gap-2">
      <span className="text-xs text-soft">{t('Seed')}</span>
      <span className="flex items-center gap-1">
        <NumberBox
          label={t('Seed')}
          className="w-24"
          min={0}
          max={LARGEST_SEED}
          step={1}
          value={seed}
          onChange={(next) => {
            setSeed(Math.round(next));
          }}
        />
        <IconButton
          label={t('New seed')}
          shortcut="N"
          icon={<Dices aria-hidden size={16} />}
          onPress={() => {
            newSeed();
          }}
        />
      </span>
    </div>
  );
}

/** @file The images to learn from: which set, how they become squares, and the person's own. */

import { presetOf } from '../../config/preset-of.ts';
import { FITS, SIDES } from '../../config/run-config.ts';
import { useT } from '../../i18n/i18n.ts';
import { choice, number, toggle, type Params } from '../../lib/params.ts';
import { SOURCES } from '../../mim/sources/index.ts';
import { updateDraft } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { More, ParamForm } from '../../ui/ParamForm.tsx';
import { ProgressSlot } from './ProgressSlot.tsx';
import { AddImages } from './AddImages.tsx';
import { Pictures } from './Pictures.tsx';
import { SourcePicker } from './SourcePicker.tsx';
import { sideRules } from './rules.ts';

/** The data settings as parameters, so that they look and reset like all others. */
const SQUARES: Params = {
  side: number({
    label: 'Image size',
    unit: 'px',
    help: 'Pictures are made this many pixels wide and high. Twice the size is four times the patches.',
    min: SIDES[0],
    max: 512,
    step: 1,
    default: 64,
    effect: 'cold',
  }),
  fit: choice({
    label: 'Fit',
    help: 'How a picture that is not square becomes one.',
    options: FITS,
    optionLabels: { crop: 'crop', pad: 'pad', squash: 'squash' },
    default: 'crop',
    effect: 'cold',
  }),
};
const AUGMENT: Params = {
  crop: toggle({
    label: 'Random crop',
    help: 'Trains on a random part of each picture, another one every time.',
    default: true,
    effect: 'cold',
  }),
  flip: toggle({
    label: 'Random flip',
    help: 'Mirrors every second picture, so that left and right weigh the same.',
    default: true,
    effect: 'cold',
  }),
};

export function Data() {
  const t = useT();
  const draft = useApp((s) => s.draft);
  const preset = presetOf(draft.preset).config.data;
  return (
    <div className="flex flex-col gap-2">
      <SourcePicker />
      <Pictures />
      <AddImages />
      <ProgressSlot />
      {draft.data.source === 'patterns' && (
        <More label={t('What is drawn')} isChanged={false}>
          <ParamForm
            params={SOURCES.patterns.params}
            values={draft.data.patterns}
            defaults={preset.patterns}
            onChange={(key, value) => {
              updateDraft({ data: { patterns: { [key]: value } } });
            }}
          />
        </More>
      )}
      <ParamForm
        params={SQUARES}
        values={{ side: draft.data.side, fit: draft.data.fit }}
        defaults={{ side: preset.side, fit: preset.fit }}
        rules={{ side: sideRules(draft, t) }}
        onChange={(key, value) => {
          updateDraft({ data: { [key]: value } });
        }}
      />
      <ParamForm
        params={AUGMENT}
        values={draft.data.augment}
        defaults={preset.augment}
        onChange={(key, value) => {
          updateDraft({ data: { augment: { [key]: value } } });
        }}
      />
    </div>
  );
}

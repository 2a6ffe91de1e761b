/** @file From a method's name to its training, in one press. */

import type { PresetId } from '../../config/presets.ts';
import { endComparison } from '../comparison.ts';
import { shown } from '../notices.ts';
import { openRun, pause, train, wantsTraining } from '../run-control.ts';
import { app } from '../store.ts';
import { choosePreset } from './settings.ts';

/** Opens a run of the preset on the images of the moment and trains it; the run before stays in the list. */
export async function trainPreset(id: PresetId): Promise<void> {
  await shown(endComparison);
  choosePreset(id);
  const opened = await shown(async () => {
    if (wantsTraining()) await pause();
    return openRun(app.getState().draft);
  });
  if (opened !== undefined) void shown(() => train(null));
}

/** @file The preset that a config's `preset` names. */

import { DEFAULT_PRESET, PRESETS, type Preset } from './presets.ts';

/** The default one where the name is unknown, as in a config that was imported or typed. */
export const presetOf = (id: string): Preset =>
  (PRESETS as Readonly<Record<string, Preset>>)[id] ?? PRESETS[DEFAULT_PRESET];

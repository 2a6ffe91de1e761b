/** @file docs/plug-ins.md, made from the lists themselves. */

import { PRESET_NOTES } from '../../src/config/preset-notes.ts';
import { PRESETS, type PresetId } from '../../src/config/presets.ts';
import { defaultsOf, type Params } from '../../src/lib/params.ts';
import { BASELINES } from '../../src/mim/baselines/index.ts';
import { LOSSES } from '../../src/mim/losses/index.ts';
import { MASKS } from '../../src/mim/masks/index.ts';
import { HEADS, MODELS } from '../../src/mim/models/index.ts';
import { OPTIMIZERS } from '../../src/mim/optimizers/index.ts';
import { SCHEDULES } from '../../src/mim/schedules/index.ts';
import { SOURCES } from '../../src/mim/sources/index.ts';
import { TARGETS } from '../../src/mim/targets/index.ts';
import { TERMS } from '../../src/mim/terms/index.ts';

interface PlugIn {
  readonly label: string;
  readonly summary: string;
  readonly formula?: string;
  readonly source?: string;
  readonly credit?: string;
  readonly params?: Params;
}

const withNotes = Object.fromEntries(
  (Object.keys(PRESETS) as PresetId[]).map((id) => [id, { ...PRESETS[id], ...PRESET_NOTES[id] }]),
);

const LISTS: readonly (readonly [title: string, plugIns: Readonly<Record<string, PlugIn>>])[] = [
  ['Masks', MASKS],
  ['Data sources', SOURCES],
  ['Models', MODELS],
  ['Heads', HEADS],
  ['Targets', TARGETS],
  ['Losses', LOSSES],
  ['Further losses', TERMS],
  ['Optimisers', OPTIMIZERS],
  ['Schedules', SCHEDULES],
  ['Baselines', BASELINES],
  ['Presets', withNotes],
];

const settingsOf = (params: Params | undefined): string =>
  Object.entries(params === undefined ? {} : defaultsOf(params))
    .map(([name, value]) => `\`${name}\` ${value === '' ? '""' : String(value)}`)
    .join(', ') || '–';

/** A bar would end the cell. */
const cell = (formula: string): string => `\`${formula.replaceAll('|', '\\|')}\``;

function tableOf(title: string, plugIns: Readonly<Record<string, PlugIn>>): string {
  const rows = Object.entries(plugIns).map(
    ([id, { label, summary, formula, source, credit, params }]) =>
      `| \`${id}\` | ${label} | ${formula === undefined ? summary : `${summary} ${cell(formula)}`} | ${settingsOf(params)} | ${source ?? credit ?? '–'} |`,
  );
  return [
    `## ${title}`,
    '',
    '| Id | Name | What it is | Settings | Source |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

export const plugInTables = (): string =>
  [
    '# Plug-ins',
    'Written by `npm run test:unit -- scripts -u` from the lists in `src/`; a test fails where this file differs from them.',
    'Ids stand in links, scripts and snapshots. Settings are shown with their defaults.',
    ...LISTS.map(([title, plugIns]) => tableOf(title, plugIns)),
  ].join('\n\n') + '\n';

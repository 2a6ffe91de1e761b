/** @file Who may import whom, folder by folder; ARCHITECTURE.md has the same table and a test compares them. */

/** A folder may import itself and what is listed. `panel` is one folder below src/panels, `panels` their list. */
export const MAY_IMPORT = {
  types: [],
  lib: [],
  mim: ['lib'],
  graph: ['lib'],
  ops: ['lib', 'graph'],
  model: ['lib', 'mim', 'graph', 'ops'],
  config: ['lib', 'mim', 'model'],
  protocol: ['lib', 'mim', 'config', 'model'],
  assembly: [],
  executors: ['lib', 'graph', 'ops', 'assembly'],
  io: ['lib'],
  data: ['lib', 'mim', 'io'],
  trainer: ['lib', 'mim', 'graph', 'ops', 'model', 'config', 'protocol', 'executors', 'io', 'data'],
  i18n: ['lib'],
  ui: ['lib', 'i18n'],
  store: ['lib', 'mim', 'model', 'config', 'protocol', 'i18n'],
  panel: ['lib', 'mim', 'model', 'config', 'i18n', 'store', 'ui', 'panels'],
  panels: ['panel', 'ui', 'lib'],
  app: ['lib', 'i18n', 'store', 'ui', 'panels'],
};

/** Folders that may use npm packages; the rest of the core stands on the language alone. */
export const MAY_USE_PACKAGES = [
  'config',
  'executors',
  'io',
  'data',
  'trainer',
  'i18n',
  'ui',
  'store',
  'panel',
  'panels',
  'app',
];

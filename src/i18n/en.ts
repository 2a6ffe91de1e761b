/** @file English singulars; every other English sentence is its own key. */

export const en: Readonly<Record<string, string>> = {
  'Apply {{count}} changes (restarts)_one': 'Apply {{count}} change (restarts)',
};

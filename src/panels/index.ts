/** @file Every panel, in the order in which each area shows its own. Adding one: its folder, and a line here. */

import type { Panel } from './panel.ts';

export const PANELS: readonly Panel[] = [];

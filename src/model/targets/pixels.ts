/** @file The patch itself. */

import type { TargetGraph } from './target.ts';

export const pixels: TargetGraph = { encode: (_, patches) => patches };

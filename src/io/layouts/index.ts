/** @file The list of layouts that an import tries, in this order. A new one is a file and a line here. */

import { facebookResearch } from './facebookresearch.ts';
import { huggingFaceClassic } from './huggingface-classic.ts';
import { huggingFaceModules } from './huggingface-modules.ts';
import type { Layout } from './layout.ts';
import { simmimSwin } from './simmim-swin.ts';
import { simmimVit } from './simmim-vit.ts';

export const LAYOUTS: readonly Layout[] = [
  huggingFaceClassic,
  huggingFaceModules,
  simmimVit,
  simmimSwin,
  facebookResearch,
];

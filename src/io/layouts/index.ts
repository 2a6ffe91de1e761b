/** @file The list of layouts that an import tries, in this order. A new one is a file and a line here. */

import { facebookResearch } from './facebookresearch.ts';
import { huggingFaceClassic } from './huggingface-classic.ts';
import { huggingFaceModules } from './huggingface-modules.ts';
import type { Layout } from './layout.ts';

export const LAYOUTS: readonly Layout[] = [huggingFaceClassic, huggingFaceModules, facebookResearch];

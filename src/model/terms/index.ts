/** @file The graph of every further loss of `mim/terms`. */

import type { TermId } from '../../mim/terms/index.ts';
import { contrast } from './contrast.ts';
import { mutual } from './mutual.ts';
import type { TermGraph } from './term.ts';
import { uniformity } from './uniformity.ts';

export const TERM_GRAPHS: Readonly<Record<TermId, TermGraph>> = { contrast, mutual, uniformity };

/** @file Every loss that can be added to the reconstruction's. Adding one: its file, a line here, its graph in model/terms. */

import type { ValuesOf } from '../../lib/params.ts';
import { contrast } from './contrast.ts';
import { mutual } from './mutual.ts';
import type { Term } from './term.ts';
import { uniformity } from './uniformity.ts';

export const TERMS = { contrast, mutual, uniformity } as const;
export type TermId = keyof typeof TERMS;
export const TERM_IDS = Object.keys(TERMS) as readonly TermId[];
export type TermChoices = { readonly [I in TermId]: ValuesOf<(typeof TERMS)[I]['params']> };

export const termOf = (id: TermId): Term => TERMS[id];

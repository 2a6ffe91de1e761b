/** @file Every further loss, by id. */

import type { Term } from './term.ts';

export const TERMS: Readonly<Record<string, Term>> = {};

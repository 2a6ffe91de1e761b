/** @file The sum of two values of one shape; where two gradients meet and no op can add in passing. */

import { assertShape } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

/** y = a + b.  a, b, y: any one shape */
export const add = defineOp({
  name: 'add',
  outputs([a, b]) {
    assertShape(b!, a!, 'b');
    return [a!];
  },
  vjp({ inputs: [a, b] }, { gradients: [dy], give, needs }) {
    if (needs(a)) give(a, dy!);
    if (needs(b)) give(b, dy!);
  },
  reference({ inputs: [a, b], outputs: [y] }) {
    for (let i = 0; i < y!.length; i++) y![i] = a![i]! + b![i]!;
  },
});

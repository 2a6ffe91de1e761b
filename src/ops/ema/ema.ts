/**
 * @file A moving average of all trained weights, kept behind the weights in their own flat buffer.
 *
 *   average ← average + (1 - decay) (w - average)
 *
 * Source: Polyak & Juditsky 1992; the decay of BYOL's and I-JEPA's slow encoders. See `average` of a ParameterLayout.
 */

import { invariant } from '../../lib/assert.ts';
import { defineOp } from '../../graph/op.ts';

/**
 * inputs: share [1] = 1 - decay, taken in doubles by the host.
 * attrs: count, floats that train; at, the float where their average begins; multiples of 64.
 * outputs: none; the average changes in place.
 */
export const ema = defineOp({
  name: 'ema',
  outputs(_inputs, { count, at }) {
    invariant(typeof count === 'number' && typeof at === 'number' && at >= count, 'the place of the average');
    return [];
  },
  reference() {
    throw new Error('ema works on the flat buffers');
  },
  referenceOnFlat({ inputs: [share], attrs }, { weights }) {
    const [count, at] = [attrs['count'] as number, attrs['at'] as number];
    for (let i = 0; i < count; i++) {
      weights[at + i] = weights[at + i]! + share![0]! * (weights[i]! - weights[at + i]!);
    }
  },
});

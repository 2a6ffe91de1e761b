/** @file Where an AvgDist stands beside what SimMIM found to work. */

/**
 * SimMIM's moderate range, 10 to 20 px of 192-px images (§4.1.2 and figure 3), as a share of the side. The scaling to
 * other sides is ours.
 */
export const BAND = { low: 10 / 192, high: 20 / 192 } as const;

export type Standing = 'below' | 'inside' | 'above';

/** @param share AvgDist ÷ side. */
export function standingOf(share: number): Standing {
  if (share < BAND.low) return 'below';
  return share > BAND.high ? 'above' : 'inside';
}

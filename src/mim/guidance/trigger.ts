/** @file When masks begin to follow the model: once its mask tokens carry more than its visible ones, or at a step. */

/** How much of what the decoder's tokens hold at its end comes from either kind; the two sum to 1. */
export interface UtilizationShares {
  readonly fromVisible: number;
  readonly fromMask: number;
}

/**
 * True from the first time that R_mask > R_visible, or from `step` on where that is not 0. A run that has begun stays
 * guided, so the caller keeps the answer. Source: Self-Guided MAE §3.4; a fixed step instead is ours.
 */
export const guidanceBegins = (now: number, step: number, shares: UtilizationShares | null): boolean =>
  step > 0 ? now >= step : shares !== null && shares.fromMask > shares.fromVisible;

/** @file Barber & Agakov's bound: what a predictive density takes away from the entropy of what is hidden. */

/**
 * Nats per number of a Gaussian of variance `variance` around predictions whose squared error is `mse` on other images:
 * ½ ln(2πσ²) + MSE/(2σ²). Smallest, ½ ln(2πe MSE), where σ² = MSE.
 */
export const gaussianCrossEntropy = (mse: number, variance: number): number =>
  Math.log(2 * Math.PI * variance) / 2 + mse / (2 * variance);

/** Entropy of a Gaussian, nats per number: the largest that any variable of that variance can have. */
export const gaussianEntropy = (variance: number): number => Math.log(2 * Math.PI * Math.E * variance) / 2;

/**
 * I(X_v; X_m) ≥ H(X_m) - E[-ln q(x_m | x_v)], in nats. A bound only where `entropy` is the true one or less. A Gaussian's
 * entropy is more than that unless the data are Gaussian, so the difference to it is V-information and no bound.
 * Source: Barber & Agakov 2003, "The IM algorithm".
 */
export const barberAgakov = (entropy: number, crossEntropy: number): number => entropy - crossEntropy;

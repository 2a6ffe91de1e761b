/** @file The formulas of the cards on information, as MathML. */

import type { ReactNode } from 'react';

const Hidden = (): ReactNode => (
  <msub>
    <mi>x</mi>
    <mi>m</mi>
  </msub>
);
const Visible = (): ReactNode => (
  <msub>
    <mi>x</mi>
    <mi>v</mi>
  </msub>
);
const HiddenSet = (): ReactNode => (
  <msub>
    <mi>X</mi>
    <mi>m</mi>
  </msub>
);
const VisibleSet = (): ReactNode => (
  <msub>
    <mi>X</mi>
    <mi>v</mi>
  </msub>
);

/** I(X_v; X_m) = H(X_m) − H(X_m | X_v) */
export const Information = (): ReactNode => (
  <math display="block">
    <mi>I</mi>
    <mo>(</mo>
    <VisibleSet />
    <mo>;</mo>
    <HiddenSet />
    <mo>)</mo>
    <mo>=</mo>
    <mi>H</mi>
    <mo>(</mo>
    <HiddenSet />
    <mo>)</mo>
    <mo>−</mo>
    <mi>H</mi>
    <mo>(</mo>
    <HiddenSet />
    <mo>|</mo>
    <VisibleSet />
    <mo>)</mo>
  </math>
);

/** log p(x_m | x_v) ≥ E_q[log p(x_m | z, x_v)] − KL(q(z | x_m, x_v) ‖ p(z | x_v)) */
export const Bound = (): ReactNode => (
  <math display="block">
    <mi>log</mi>
    <mi>p</mi>
    <mo>(</mo>
    <Hidden />
    <mo>|</mo>
    <Visible />
    <mo>)</mo>
    <mo>≥</mo>
    <msub>
      <mi mathvariant="normal">E</mi>
      <mi>q</mi>
    </msub>
    <mo>[</mo>
    <mi>log</mi>
    <mi>p</mi>
    <mo>(</mo>
    <Hidden />
    <mo>|</mo>
    <mi>z</mi>
    <mo>,</mo>
    <Visible />
    <mo>)</mo>
    <mo>]</mo>
    <mo>−</mo>
    <mi>KL</mi>
    <mo>(</mo>
    <mi>q</mi>
    <mo>(</mo>
    <mi>z</mi>
    <mo>|</mo>
    <Hidden />
    <mo>,</mo>
    <Visible />
    <mo>)</mo>
    <mo>‖</mo>
    <mi>p</mi>
    <mo>(</mo>
    <mi>z</mi>
    <mo>|</mo>
    <Visible />
    <mo>)</mo>
    <mo>)</mo>
  </math>
);

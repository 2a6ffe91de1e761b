/** @file The formula of a Gaussian field's information, as MathML. */

import type { ReactNode } from 'react';

const Sigma = ({ of }: { readonly of?: string }): ReactNode =>
  of === undefined ? (
    <mi>Σ</mi>
  ) : (
    <msub>
      <mi>Σ</mi>
      <mi>{of}</mi>
    </msub>
  );

const LogDet = ({ of }: { readonly of?: string }): ReactNode => (
  <>
    <msub>
      <mi>log</mi>
      <mn>2</mn>
    </msub>
    <mi>det</mi>
    {of === undefined ? <Sigma /> : <Sigma of={of} />}
  </>
);

const Part = ({ of }: { readonly of: string }): ReactNode => (
  <msub>
    <mi>X</mi>
    <mi>{of}</mi>
  </msub>
);

/** I(X_v; X_m) = ½ (log₂ det Σ_v + log₂ det Σ_m − log₂ det Σ) */
export const FieldFormula = (): ReactNode => (
  <div className="overflow-x-auto py-1 text-sm">
    <math display="inline">
      <mi>I</mi>
      <mo>(</mo>
      <Part of="v" />
      <mo>;</mo>
      <Part of="m" />
      <mo>)</mo>
      <mo>=</mo>
      <mn>½</mn>
      <mo>(</mo>
      <LogDet of="v" />
      <mo>+</mo>
      <LogDet of="m" />
      <mo>−</mo>
      <LogDet />
      <mo>)</mo>
    </math>
  </div>
);

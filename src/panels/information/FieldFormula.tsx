/** @file The formula of a Gaussian field's information, as MathML. */

import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n.ts';

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
export function FieldFormula() {
  const t = useT();
  return (
    <div className="overflow-x-auto py-1 text-sm" tabIndex={0} role="group" aria-label={t('Formula')}>
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
}

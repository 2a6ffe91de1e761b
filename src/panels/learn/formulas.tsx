/** @file The formulas of the cards, as MathML. */

import type { ReactNode } from 'react';

/** L = 1/(|M| P) Σ_{i ∈ M} ‖x̂_i − x_i‖² */
export const MaskedLoss = (): ReactNode => (
  <math display="block">
    <mi>L</mi>
    <mo>=</mo>
    <mfrac>
      <mn>1</mn>
      <mrow>
        <mo>|</mo>
        <mi>M</mi>
        <mo>|</mo>
        <mi>P</mi>
      </mrow>
    </mfrac>
    <munder>
      <mo>∑</mo>
      <mrow>
        <mi>i</mi>
        <mo>∈</mo>
        <mi>M</mi>
      </mrow>
    </munder>
    <msup>
      <mrow>
        <mo>‖</mo>
        <msub>
          <mover>
            <mi>x</mi>
            <mo>^</mo>
          </mover>
          <mi>i</mi>
        </msub>
        <mo>−</mo>
        <msub>
          <mi>x</mi>
          <mi>i</mi>
        </msub>
        <mo>‖</mo>
      </mrow>
      <mn>2</mn>
    </msup>
  </math>
);

const Row = ({ i }: { readonly i: string }): ReactNode => (
  <msub>
    <mi>x</mi>
    <mi>{i}</mi>
  </msub>
);

/** M_ij = x_i · x_j / (‖x_i‖ ‖x_j‖) */
export const Cosine = (): ReactNode => (
  <math display="block">
    <msub>
      <mi>M</mi>
      <mrow>
        <mi>i</mi>
        <mi>j</mi>
      </mrow>
    </msub>
    <mo>=</mo>
    <mfrac>
      <mrow>
        <Row i="i" />
        <mo>·</mo>
        <Row i="j" />
      </mrow>
      <mrow>
        <mo>‖</mo>
        <Row i="i" />
        <mo>‖</mo>
        <mo>‖</mo>
        <Row i="j" />
        <mo>‖</mo>
      </mrow>
    </mfrac>
  </math>
);

const Cut = ({ side }: { readonly side: string }): ReactNode => (
  <mfrac>
    <mrow>
      <mi>cut</mi>
      <mo>(</mo>
      <mi>P</mi>
      <mo>,</mo>
      <mi>Q</mi>
      <mo>)</mo>
    </mrow>
    <mrow>
      <mi>assoc</mi>
      <mo>(</mo>
      <mi>{side}</mi>
      <mo>,</mo>
      <mi>V</mi>
      <mo>)</mo>
    </mrow>
  </mfrac>
);

/** Ncut(P, Q) = cut(P, Q) / assoc(P, V) + cut(P, Q) / assoc(Q, V) */
export const NormalizedCut = (): ReactNode => (
  <math display="block">
    <mrow>
      <mi>Ncut</mi>
      <mo>(</mo>
      <mi>P</mi>
      <mo>,</mo>
      <mi>Q</mi>
      <mo>)</mo>
    </mrow>
    <mo>=</mo>
    <Cut side="P" />
    <mo>+</mo>
    <Cut side="Q" />
  </math>
);

const Exponential = ({ j }: { readonly j: string }): ReactNode => (
  <msup>
    <mi>e</mi>
    <mrow>
      <mi>cos</mi>
      <mo>(</mo>
      <msub>
        <mover>
          <mi>x</mi>
          <mo>^</mo>
        </mover>
        <mi>i</mi>
      </msub>
      <mo>,</mo>
      <Row i={j} />
      <mo>)</mo>
      <mo>/</mo>
      <mi>τ</mi>
    </mrow>
  </msup>
);

/** L_con = −log( e^{cos(x̂_i, x_i)/τ} / Σ_j e^{cos(x̂_i, x_j)/τ} ) */
export const Contrastive = (): ReactNode => (
  <math display="block">
    <msub>
      <mi>L</mi>
      <mi>con</mi>
    </msub>
    <mo>=</mo>
    <mo>−</mo>
    <mi>log</mi>
    <mfrac>
      <Exponential j="i" />
      <mrow>
        <munder>
          <mo>∑</mo>
          <mi>j</mi>
        </munder>
        <Exponential j="j" />
      </mrow>
    </mfrac>
  </math>
);

/** AvgDist = 1/|M| Σ_{p ∈ M} min_{q ∉ M} ‖p − q‖ */
export const AvgDist = (): ReactNode => (
  <math display="block">
    <mi>AvgDist</mi>
    <mo>=</mo>
    <mfrac>
      <mn>1</mn>
      <mrow>
        <mo>|</mo>
        <mi>M</mi>
        <mo>|</mo>
      </mrow>
    </mfrac>
    <munder>
      <mo>∑</mo>
      <mrow>
        <mi>p</mi>
        <mo>∈</mo>
        <mi>M</mi>
      </mrow>
    </munder>
    <munder>
      <mi>min</mi>
      <mrow>
        <mi>q</mi>
        <mo>∉</mo>
        <mi>M</mi>
      </mrow>
    </munder>
    <mo>‖</mo>
    <mi>p</mi>
    <mo>−</mo>
    <mi>q</mi>
    <mo>‖</mo>
  </math>
);

/** L = Σ |x̂ − x| m / Σ m */
export const AbsoluteLoss = (): ReactNode => (
  <math display="block">
    <mi>L</mi>
    <mo>=</mo>
    <mfrac>
      <mrow>
        <mo>∑</mo>
        <mo>|</mo>
        <mover>
          <mi>x</mi>
          <mo>^</mo>
        </mover>
        <mo>−</mo>
        <mi>x</mi>
        <mo>|</mo>
        <mi>m</mi>
      </mrow>
      <mrow>
        <mo>∑</mo>
        <mi>m</mi>
      </mrow>
    </mfrac>
  </math>
);

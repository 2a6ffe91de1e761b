/** MathML Core as React elements; React makes them in their own namespace. */
import type { ReactNode } from 'react';

interface MathProps {
  readonly children?: ReactNode;
  readonly className?: string;
  readonly display?: 'block' | 'inline';
  readonly mathvariant?: 'normal';
  readonly 'aria-label'?: string;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      math: MathProps;
      mrow: MathProps;
      mi: MathProps;
      mn: MathProps;
      mo: MathProps;
      mtext: MathProps;
      msub: MathProps;
      msup: MathProps;
      msubsup: MathProps;
      munder: MathProps;
      mover: MathProps;
      mfrac: MathProps;
      msqrt: MathProps;
    }
  }
}

/** @file What can be measured about information, beside what the article plots. */

import { PanelFrame } from '../../ui/PanelFrame.tsx';
import { Article } from './Article.tsx';
import { Field } from './Field.tsx';
import { Usable } from './Usable.tsx';

export function Information() {
  return (
    <div className="grid gap-x-4 pt-1 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-2">
        <PanelFrame
          title="What can be measured here"
          summary="Computed from the chosen pictures and the mask on screen, and from the model’s own answers. Nothing here is taken from the article."
        >
          <Field />
          <Usable />
        </PanelFrame>
      </div>
      <PanelFrame
        title="What the article plots"
        summary="Every curve of the article on masked image modelling and mutual information, as its code draws it, with our verdict on each. None of them was measured."
        className="lg:border-l lg:border-line"
      >
        <Article />
      </PanelFrame>
    </div>
  );
}

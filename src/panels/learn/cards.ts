/** @file The cards, in the order of the documents; each sets a state that its words describe. Adding one: an entry here. */

import type { ReactNode } from 'react';
import {
  choosePreset,
  setBench,
  setHeat,
  setHidden,
  setMaskStrategy,
  setMatrix,
  setReconstructionView,
} from '../../store/actions.ts';
import { app } from '../../store/store.ts';
import { Bound, Information } from './formulas-information.tsx';
import { AbsoluteLoss, AvgDist, Contrastive, Cosine, MaskedLoss, NormalizedCut } from './formulas.tsx';

export interface Card {
  /** English, as are all its words; keys of their translations. */
  readonly title: string;
  /** The document that it comes from. */
  readonly source: string;
  readonly words: readonly string[];
  readonly Formula?: () => ReactNode;
  /** Sets what the words describe. */
  readonly show: () => void;
  /** The panel to look at, by its English title. */
  readonly look: string;
}

const INFORMATION = 'Masked image modelling and mutual information';
const MAE = 'Masked autoencoders (He et al. 2021)';
const GUIDED = 'Self-guided masked autoencoders (Shin et al. 2024)';
const CONTRASTIVE = 'MAE with a contrastive loss';
const SIMMIM = 'SimMIM (Xie et al. 2021)';

const hide = (share: number): void => {
  setMaskStrategy('random');
  setHidden(Math.round(app.getState().mask.length * share));
};

export const CARDS: readonly Card[] = [
  {
    title: 'What the visible part knows',
    source: INFORMATION,
    words: [
      'Visible and hidden patches share information: it is what makes filling in possible at all. For random masks it is largest when half of the picture is hidden, and zero at both ends.',
      'It is often said that training maximises it. It cannot: it is a fact of the pictures and of the mask. Training only brings the model’s estimate closer to it from below.',
    ],
    Formula: Information,
    show: () => {
      hide(0.5);
      setBench('information');
    },
    look: 'What can be measured here',
  },
  {
    title: 'A bound that tightens',
    source: INFORMATION,
    words: [
      'What training pushes down is a bound on how surprising the hidden part is. The article’s own code computes a quantity that cancels to a single term and can say nothing; this is the bound as it should stand.',
      'Watch the held-out curve: as it falls, the bound tightens. The information itself stays where it was.',
    ],
    Formula: Bound,
    show: () => undefined,
    look: 'Loss on hidden patches',
  },
  {
    title: 'Encode only what is visible',
    source: MAE,
    words: [
      'A quarter of the patches goes through the encoder; the rest never enters it. That makes a step several times cheaper, and keeps mask tokens, which no real picture has, out of the features.',
    ],
    show: () => {
      hide(0.75);
    },
    look: 'What the model sees',
  },
  {
    title: 'Mask tokens take the gaps',
    source: MAE,
    words: [
      'The decoder gets all places back: encoded patches where there are some, and one learned token, the same everywhere, in the gaps. Only the place tells the gaps apart.',
      'The decoder is thrown away after training, so it may be small.',
    ],
    show: () => {
      setReconstructionView('reconstruction');
    },
    look: 'Reconstruction',
  },
  {
    title: 'Only hidden patches count',
    source: MAE,
    words: [
      'The loss is the mean squared error over hidden patches. Nobody asks the model to copy what it sees, so visible patches often look worse in its answer than hidden ones. That is no fault.',
    ],
    Formula: MaskedLoss,
    show: () => {
      setReconstructionView('error');
    },
    look: 'Reconstruction',
  },
  {
    title: 'Why three quarters?',
    source: MAE,
    words: [
      'Pictures repeat themselves: most of a gap follows from its surroundings. A regular grid leaves every gap a visible neighbour and is easy to fill, and little is learned from it. Random gaps of three quarters cannot be filled by smearing.',
    ],
    show: () => {
      setMaskStrategy('grid');
      setHidden(Math.round(app.getState().mask.length * 0.75));
    },
    look: 'What the model sees',
  },
  {
    title: 'Patches find their like',
    source: GUIDED,
    words: [
      'Compare the features of every patch with those of every other one. In a trained model the matrix shows blocks: patches of one texture agree with each other, long before anybody named a texture.',
    ],
    Formula: Cosine,
    show: () => {
      setMatrix({ order: 'cluster', scale: 'auto' });
      setHeat(true);
    },
    look: 'Patch similarity',
  },
  {
    title: 'One cut, two clusters',
    source: GUIDED,
    words: [
      'Cutting the similarity graph where it costs least splits the picture in two, often into object and background. The rows of the matrix are ordered by the vector that makes the cut.',
    ],
    Formula: NormalizedCut,
    show: () => {
      setMatrix({ order: 'cluster' });
    },
    look: 'Patch similarity',
  },
  {
    title: 'Pull together, push apart',
    source: CONTRASTIVE,
    words: [
      'A contrastive term asks that the answer for a patch be closer to that patch than to any other. MAE itself has no such term; it is an extra. Two patches of blue sky are punished for being alike, although they should be.',
    ],
    Formula: Contrastive,
    show: () => {
      choosePreset('mae-contrast');
    },
    look: 'Model',
  },
  {
    title: 'Large gaps, not many gaps',
    source: SIMMIM,
    words: [
      'SimMIM hides larger cells and keeps more of the picture. What counts is how far a hidden pixel lies from the nearest visible one: AvgDist. The paper finds 10 to 20 pixels best at a side of 192; the same share of the side is marked here, which is our scaling.',
    ],
    Formula: AvgDist,
    show: () => {
      setMaskStrategy('cells');
    },
    look: 'Mask',
  },
  {
    title: 'A light head on raw pixels',
    source: SIMMIM,
    words: [
      'No decoder: one linear layer from each token to the pixels of its patch, and the plain absolute error on what is hidden. Heavier heads reach a lower loss and worse features.',
    ],
    Formula: AbsoluteLoss,
    show: () => {
      choosePreset('simmim-vit');
    },
    look: 'Model',
  },
];

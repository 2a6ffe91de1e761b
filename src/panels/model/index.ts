/** @file What the network is made of. */

import { definePanel } from '../panel.ts';
import { Model } from './Model.tsx';

export const model = definePanel({
  title: 'Model',
  area: 'model',
  summary:
    'The encoder sees visible patches only, the decoder fills the gaps. What is marked with a circular arrow starts a fresh run.',
  folded: true,
  Component: Model,
});

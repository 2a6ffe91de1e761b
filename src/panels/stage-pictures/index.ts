/** @file The four linked pictures of the stage. */

import { definePanel } from '../panel.ts';
import { Composite } from './Composite.tsx';
import { Masked } from './Masked.tsx';
import { Original } from './Original.tsx';
import { Reconstruction } from './Reconstruction.tsx';

export const original = definePanel({
  title: 'Original',
  area: 'stage',
  summary:
    'The picture itself. Point at a patch: colours show how similar the model finds every other patch to it. Click to lock, Shift-click to compare with a second one.',
  Component: Original,
});

export const masked = definePanel({
  title: 'What the model sees',
  area: 'stage',
  summary:
    'Hatched patches are hidden from the model. Drag to hide or reveal: a drag does the opposite of the first patch it touches, and Alt always reveals.',
  Component: Masked,
});

export const reconstruction = definePanel({
  title: 'Reconstruction',
  area: 'stage',
  summary:
    'What the model makes of the visible patches. Visible patches look worse than hidden ones, because the loss never asks the model to copy what it was given.',
  Component: Reconstruction,
});

export const filled = definePanel({
  title: 'Reconstruction + visible',
  area: 'stage',
  summary: 'The visible patches as they are, and the model’s answer in the gaps.',
  Component: Composite,
});

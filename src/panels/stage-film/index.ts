/** @file The film strip. */

import { definePanel } from '../panel.ts';
import { FilmStrip } from './FilmStrip.tsx';

export const film = definePanel({
  title: 'Film strip',
  area: 'stage',
  summary:
    'Answers of the run for one picture through training; choosing one shows all pictures and the matrix as they were.',
  Component: FilmStrip,
});

/** @file The page's entry: words, then the screen over its static picture, then the engine. */

import './theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { preferredLanguage, startWords } from '../i18n/i18n.ts';
import { invariant } from '../lib/assert.ts';
import { boot } from '../store/actions.ts';
import { App } from './App.tsx';

const root = document.getElementById('root');
invariant(root !== null, 'index.html has a #root');

void boot(); // before the words: a script may call window.mim as soon as the page has loaded
await startWords(preferredLanguage());
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

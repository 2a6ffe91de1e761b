/** @file Puts the live screen in the place of the static one, part by part. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Words } from '../i18n/Words.tsx';
import { invariant } from '../lib/assert.ts';
import { App } from './App.tsx';

export function show(): void {
  const root = document.getElementById('root');
  invariant(root !== null, 'index.html has a #root');
  createRoot(root).render(
    <StrictMode>
      <Words>
        <App />
      </Words>
    </StrictMode>,
  );
}

/** @file Actions on links: take one in, give one out. */

import { refreshMasked } from '../live.ts';
import { loadSource } from '../source-info.ts';
import { chooseImage } from './images.ts';
import { predict } from './settings.ts';
import { notify } from '../notices.ts';
import { app } from '../store.ts';
import { configureSoon } from '../hot-settings.ts';

/** Reading and writing links is loaded when there is one: a first visit mostly does without. */
const links = (): Promise<typeof import('../link.ts')> => import('../link.ts');

/** Sets the page as its address says; false where the address says nothing. */
export async function takeLink(): Promise<boolean> {
  if (location.hash.length < 2) return false;
  const notices = (await links()).openLink(location.hash);
  if (notices === null) return false;
  if (notices.length > 0) {
    notify({
      tone: 'warning',
      template: 'Not everything in this link could be taken as it was.',
      details: notices,
    });
  }
  return true;
}

/** A link that is opened in the page that is there already. */
export function followLinks(): void {
  window.addEventListener('hashchange', () => void follow());
}

async function follow(): Promise<void> {
  if (!(await takeLink())) return;
  const { image, draft } = app.getState();
  chooseImage(image);
  configureSoon();
  refreshMasked();
  void loadSource(draft.data.source);
  void predict();
}

/** Puts the link to what is on screen into the clipboard. */
export async function copyLink(): Promise<void> {
  const state = app.getState();
  const link = (await links()).linkTo(state, location.href);
  const isOwn = state.image.source === 'own' || state.draft.data.source === 'own';
  try {
    await navigator.clipboard.writeText(link);
    notify({
      tone: 'info',
      template: 'The link to these settings, mask and picture is in the clipboard.',
      ...(isOwn && { hint: 'Your own pictures are not in it: they stay in this tab.' }),
    });
  } catch {
    notify({
      tone: 'warning',
      template: 'The browser gave no access to the clipboard. This is the link: {{link}}',
      values: { link },
    });
  }
}

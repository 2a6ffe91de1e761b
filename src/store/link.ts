/** @file The page as a link: settings, mask, picture, focus, language. The person's own pictures are never in it. */

import { DEFAULT_PRESET, PRESETS } from '../config/presets.ts';
import { fromFragment, toFragment, type LinkNotice } from '../config/url.ts';
import type { RunConfig } from '../config/run-config.ts';
import { patchCount } from '../mim/grid.ts';
import { SOURCES, type SourceId } from '../mim/sources/index.ts';
import type { ImageRef } from '../protocol/api.ts';
import { redrawMask } from './redraw.ts';
import { shownGrid } from './shown.ts';
import type { AppState } from './state.ts';
import { app } from './store.ts';

/** Parts of the settings that a link can leave out with `hide=model,training`, so that a lesson shows only what it needs. */
export const HIDEABLE = ['data', 'mask', 'model', 'training'] as const;
export type Hideable = (typeof HIDEABLE)[number];

const isHideable = (part: string): part is Hideable => (HIDEABLE as readonly string[]).includes(part);

/** What a link says of the view; everything else in it belongs to the config. */
interface View {
  readonly image?: ImageRef;
  readonly maskSeed?: number;
  readonly focus?: number;
  readonly hidden?: readonly Hideable[];
}

const LARGEST = 2 ** 31;

/** @param page the page's own address */
export function linkTo(state: AppState, page: string): string {
  const { draft, image, maskSeed, lockedPatch, language, hiddenParts } = state;
  const url = new URL(page);
  url.search = language === 'zh' ? '?lang=zh' : '';
  const view = [
    image.source === 'own' ? null : `img=${image.source}:${image.index}`,
    `ms=${maskSeed}`,
    lockedPatch === null ? null : `f=${lockedPatch}`,
    hiddenParts.length === 0 ? null : `hide=${hiddenParts.join(',')}`,
  ];
  url.hash = [toFragment(withoutOwn(draft)), ...view].filter((part) => part !== null).join('&');
  return url.href;
}

/** Where the link goes there are no pictures of this person's. */
function withoutOwn(draft: RunConfig): RunConfig {
  if (draft.data.source !== 'own') return draft;
  const { source } = PRESETS[DEFAULT_PRESET].config.data;
  return { ...draft, data: { ...draft.data, source } };
}

/**
 * Sets the page as the link says and returns what could not be taken; null where the fragment is none of ours. Text of
 * any kind is survived.
 */
export function openLink(fragment: string): readonly LinkNotice[] | null {
  const text = fragment.replace(/^#/, '');
  if (!text.split('&').some((part) => part.startsWith('v='))) return null;
  const { view, rest, notices } = viewIn(text);
  const { config, notices: more } = fromFragment(rest);
  const draft = config.data.source === 'own' ? withoutOwn(config) : config;
  app.setState((state) => ({
    draft,
    maskSeed: view.maskSeed ?? state.maskSeed,
    image: view.image ?? { source: draft.data.source, index: 0 },
    hiddenParts: view.hidden ?? [],
    lockedPatch: null,
    secondPatch: null,
    shownFrame: null,
    previousMask: null,
  }));
  redrawMask();
  if (view.focus !== undefined) {
    if (view.focus < patchCount(shownGrid(app.getState()))) app.setState({ lockedPatch: view.focus });
    else notices.push(unreadable('f'));
  }
  return [...notices, ...more];
}

function viewIn(text: string): {
  readonly view: View;
  readonly rest: string;
  readonly notices: LinkNotice[];
} {
  const view: { -readonly [K in keyof View]: View[K] } = {};
  const notices: LinkNotice[] = [];
  const rest = text.split('&').filter((part) => {
    const [key = '', value = ''] = part.split('=');
    const took = takeView(key, value, view);
    if (took === false) notices.push(unreadable(key));
    return took === undefined;
  });
  return { view, rest: rest.join('&'), notices };
}

/** Whether the value could be taken; undefined where the key is none of the view's. */
function takeView(
  key: string,
  value: string,
  view: { -readonly [K in keyof View]: View[K] },
): boolean | undefined {
  switch (key) {
    case 'img': {
      const [source = '', index = ''] = value.split(':');
      if (source === 'own' || !Object.hasOwn(SOURCES, source) || wholeNumber(index) === undefined)
        return false;
      view.image = { source: source as SourceId, index: Number(index) };
      return true;
    }
    case 'ms':
      return assignNumber(view, 'maskSeed', value);
    case 'f':
      return assignNumber(view, 'focus', value);
    case 'hide': {
      const parts = value.split(',');
      if (!parts.every(isHideable)) return false;
      view.hidden = parts;
      return true;
    }
    default:
      return undefined;
  }
}

function assignNumber(
  view: { -readonly [K in keyof View]: View[K] },
  key: 'maskSeed' | 'focus',
  value: string,
): boolean {
  const number = wholeNumber(value);
  if (number !== undefined) view[key] = number;
  return number !== undefined;
}

function wholeNumber(text: string): number | undefined {
  const value = Number(text);
  return /^\d{1,10}$/.test(text) && value < LARGEST ? value : undefined;
}

const unreadable = (name: string): LinkNotice => ({
  template: '“{{name}}” in this link could not be read and was left out.',
  values: { name: name.slice(0, 80) },
});

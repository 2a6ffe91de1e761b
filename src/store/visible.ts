/** @file Which panels can be seen: what nobody looks at is not computed while training. */

export type LivePanel = 'reconstruction' | 'similarity';

/** Panels that said they are folded away or scrolled out; until a panel says so it counts as seen. */
const hidden = new Set<LivePanel>();

/** For a panel's IntersectionObserver, tabs and drawers. */
export function setPanelVisible(panel: LivePanel, visible: boolean): void {
  if (visible) hidden.delete(panel);
  else hidden.add(panel);
}

export const isSeen = (panel: LivePanel): boolean =>
  !hidden.has(panel) && globalThis.document?.visibilityState !== 'hidden';

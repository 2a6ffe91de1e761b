/** @file What a panel is: a titled part of the page with no props, which selects what it shows from the store. */

import type { ComponentType } from 'react';

/**
 * Where the page puts a panel: `data` to `training` are the rail in pipeline order, `bench` the drawer's tabs,
 * `dialog` what lies over the page while the store's `dialog` names its `id`.
 */
export type PanelArea =
  'top' | 'data' | 'mask' | 'model' | 'training' | 'stage' | 'insight' | 'bench' | 'dialog';

export interface Panel {
  /** Where the store names panels: the bench's tab or the open dialog. */
  readonly id?: string;
  /** English; the key of its translation, as is `summary`. */
  readonly title: string;
  readonly area: PanelArea;
  /** One sentence on what it teaches, shown behind the title's info mark. */
  readonly summary: string;
  /** A part of the rail that starts with its content folded away. */
  readonly folded?: boolean;
  /** A part of the rail draws its content only, all others their own frame too. */
  readonly Component: ComponentType;
}

/** Identity; it makes a panel's file fail to compile where a property is missing. */
export const definePanel = (panel: Panel): Panel => panel;

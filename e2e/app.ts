/** @file The page as a person finds it: by role and label only. */

import { expect, type Locator, type Page } from '@playwright/test';

/** What `window.mim.ready` settles with. */
export interface Ready {
  readonly backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu';
  readonly adapter: string;
  readonly software: boolean;
}

export class App {
  readonly page: Page;
  /** Step, loss and speed; also says what the engine is doing. */
  readonly status: Locator;
  /** The four pictures. */
  readonly original: Locator;
  readonly masked: Locator;
  readonly reconstruction: Locator;
  readonly composite: Locator;

  constructor(page: Page) {
    this.page = page;
    this.status = page.getByRole('group', { name: 'Status' });
    this.original = page.getByRole('group', { name: /^Original/ });
    this.masked = page.getByRole('group', { name: /^What the model sees/ });
    this.reconstruction = page.getByRole('group', { name: /^Reconstruction(?! \+)/ });
    this.composite = page.getByRole('group', { name: /^Reconstruction \+ visible/ });
  }

  get pictures(): readonly Locator[] {
    return [this.original, this.masked, this.reconstruction, this.composite];
  }

  /** `query` such as `?backend=cpu`. Resolves when the first paint is there. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`./${query}`);
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  /** Resolves when the engine can work. */
  ready(): Promise<Ready> {
    return this.page.evaluate(async () => {
      const { mim } = globalThis as unknown as { mim: { ready: Promise<Ready> } };
      return await mim.ready;
    });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
}

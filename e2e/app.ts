/** @file The page as a person finds it: by role and label only. */

import { expect, type Locator, type Page } from '@playwright/test';
import type { EngineApi, EngineInfo } from '../src/protocol/api.ts';

/** What `window.mim.ready` settles with. */
export type Ready = Pick<EngineInfo, 'backend' | 'adapter' | 'software'>;

/** The scripting door as the README has it. */
export interface Mim extends Pick<
  EngineApi,
  'open' | 'setImages' | 'forward' | 'trainOn' | 'gradients' | 'importWeights' | 'exportWeights' | 'weights'
> {
  readonly version: 1;
  readonly ready: Promise<Ready>;
  train(steps: number): ReturnType<EngineApi['train']>;
  information(): Promise<{ readonly bits: number }>;
}

declare global {
  interface Window {
    readonly mim: Mim;
  }
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
  readonly matrix: Locator;
  readonly film: Locator;

  constructor(page: Page) {
    this.page = page;
    this.status = page.getByRole('group', { name: 'Status' });
    this.original = page.getByRole('group', { name: /^Original/ });
    this.masked = page.getByRole('group', { name: /^What the model sees/ });
    this.reconstruction = page.getByRole('group', { name: /^Reconstruction(?! \+)/ });
    this.composite = page.getByRole('group', { name: /^Reconstruction \+ visible/ });
    this.matrix = page.getByRole('group', { name: /^Similarity matrix/ });
    this.film = page.getByRole('region', { name: 'Film strip' });
  }

  get pictures(): readonly Locator[] {
    return [this.original, this.masked, this.reconstruction, this.composite];
  }

  /** `query` such as `?backend=cpu`. Resolves when the first paint is there. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`./${query}`);
    await expect(this.page.getByRole('main')).toBeVisible();
  }

  /** Resolves when the engine can work. */
  ready(): Promise<Ready> {
    return this.page.evaluate(() => window.mim.ready);
  }

  /** Opens the page and waits until the model has answered for the picture on screen. */
  async openLive(query = ''): Promise<void> {
    await this.open(query);
    await this.ready();
    await expect(this.page.getByText(/^PSNR/)).toBeVisible({ timeout: 60_000 });
    // On some screens the matrix waits behind a tab.
    const matrix = this.page.getByRole('group', { name: /^Similarity matrix/, includeHidden: true });
    await expect(matrix).toBeAttached({ timeout: 60_000 });
  }

  button(name: string | RegExp, exact = false): Locator {
    return this.page.getByRole('button', { name, exact });
  }

  radio(group: string | RegExp, name: string | RegExp): Locator {
    return this.page.getByRole('radiogroup', { name: group }).getByRole('radio', { name });
  }

  /** A section of the settings, unfolded. */
  async unfold(title: string): Promise<void> {
    const head = this.page.getByRole('heading', { level: 2 }).getByRole('button', { name: title });
    if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click();
  }

  /** A number typed into the box with this label. */
  async type(label: string | RegExp, value: number | string): Promise<void> {
    const box = this.page.getByRole('spinbutton', { name: label, exact: true });
    await box.fill(String(value));
    await box.press('Enter');
  }

  /** The step in the status line; 0 before the first. */
  async step(): Promise<number> {
    const text = (await this.status.innerText()).replaceAll(',', '');
    return Number(/step (\d+)/.exec(text)?.[1] ?? 0);
  }

  async train(): Promise<void> {
    await this.button('Train', true).click();
    // The pictures to learn from may still be on their way.
    await expect(this.button('Pause', true)).toBeVisible({ timeout: 60_000 });
  }

  async pause(): Promise<void> {
    await this.button('Pause', true).click();
    await expect(this.button('Train', true)).toBeVisible();
  }

  /** Waits while training until this step is done. */
  async reach(step: number, timeout = 120_000): Promise<void> {
    await expect.poll(() => this.step(), { timeout }).toBeGreaterThanOrEqual(step);
  }

  /** The last two losses on images kept apart, from the curve's one-sentence summary. */
  async heldOut(): Promise<{ readonly loss: number; readonly visibleMean: number }> {
    const summary = await this.page
      .getByText(/Held-out loss is/)
      .first()
      .textContent();
    const [, loss, visibleMean] =
      /is (\d+\.?\d*); filling in the visible mean gives (\d+\.?\d*)/.exec(summary ?? '') ?? [];
    return { loss: Number(loss), visibleMean: Number(visibleMean) };
  }

  /** Waits while training until the model beats the visible mean by 8 % on the same images and masks. */
  async beatTheMean(timeout: number): Promise<void> {
    const share = async (): Promise<number> => {
      const { loss, visibleMean } = await this.heldOut();
      return loss / visibleMean;
    };
    const message = 'held-out loss over that of the visible mean';
    await expect.poll(share, { timeout, message }).toBeLessThan(0.92);
  }

  /** Newest first. */
  async log(): Promise<string[]> {
    const log = this.button('Log', true);
    if ((await log.getAttribute('aria-pressed')) !== 'true') await log.click();
    return this.page.getByRole('region', { name: 'Bench' }).getByRole('listitem').allInnerTexts();
  }

  /** A picture's own pixels, [side, side, 4]. */
  pixels(picture: Locator): Promise<number[]> {
    return picture.evaluate((element) => {
      const canvas = element.querySelector('canvas');
      if (!canvas) throw new Error('the picture has no canvas');
      // A copy: Chromium warns of canvases of the page that are read often.
      const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
      context?.drawImage(canvas, 0, 0);
      return [...(context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])];
    });
  }

  /** Which patches are hatched, counted from what is drawn: 1 = hidden. */
  maskOnScreen(): Promise<number[]> {
    return this.masked.evaluate((element) => {
      const words = /(\d+) by (\d+) patches/.exec(element.getAttribute('aria-label') ?? '');
      const [rows, cols] = [Number(words?.[1]), Number(words?.[2])];
      const canvas = element.querySelectorAll('canvas')[1];
      if (!canvas) throw new Error('nothing is drawn over the picture');
      const { width, height } = canvas;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      if (context === null) throw new Error('no second canvas');
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      return Array.from({ length: rows * cols }, (_, i) => {
        const x = Math.round(((i % cols) + 0.5) * (width / cols));
        const y = Math.round((Math.floor(i / cols) + 0.5) * (height / rows));
        return data[4 * (y * width + x) + 3] === 255 ? 1 : 0;
      });
    });
  }

  /** The middle of a patch, in the page. */
  async centreOf(picture: Locator, patch: number, cols = 8): Promise<{ x: number; y: number }> {
    await picture.scrollIntoViewIfNeeded();
    const box = await picture.boundingBox();
    if (box === null) throw new Error('the picture is not shown');
    const [row, col] = [Math.floor(patch / cols), patch % cols];
    return { x: box.x + ((col + 0.5) * box.width) / cols, y: box.y + ((row + 0.5) * box.height) / cols };
  }

  async point(picture: Locator, patch: number, cols = 8): Promise<void> {
    const { x, y } = await this.centreOf(picture, patch, cols);
    await this.page.mouse.move(x, y);
  }

  /** A drag over these patches of the masked picture. */
  async paint(patches: readonly number[], cols = 8): Promise<void> {
    await this.point(this.masked, patches[0] ?? 0, cols);
    await this.page.mouse.down();
    for (const patch of patches.slice(1)) await this.point(this.masked, patch, cols);
    await this.page.mouse.up();
  }

  /** Gives files to the chooser that a button opens. */
  async choose(button: string, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.button(button, true).click();
    await (await chooser).setFiles(files);
  }
}

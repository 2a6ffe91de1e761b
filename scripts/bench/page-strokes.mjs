/** @file How long a stroke of the brush takes until the frame that shows the model's answer to it. */

const STROKES = 8;
const PAUSE_MS = 150;

/**
 * Makes the page note its strokes; to be called before it is opened. What counts is the first picture put on the canvas
 * after the return of a call that was made after the press: answers to older masks come in between while it trains.
 * @param {import('playwright').Page} page
 */
export async function watchStrokes(page) {
  await page.addInitScript(() => {
    /** @type {Set<number>} */
    const calls = new Set();
    const stroke = {
      /** @type {number | null} */
      pressedAt: null,
      isAnswered: false,
      /** @type {number[]} */
      shownAfter: [],
    };
    Object.assign(window, { stroke });

    addEventListener(
      'pointerdown',
      ({ timeStamp }) => {
        Object.assign(stroke, { pressedAt: timeStamp, isAnswered: false });
        calls.clear();
      },
      true,
    );

    // Listens before the page does, whose own listener puts the picture on its canvas.
    window.Worker = class extends Worker {
      /** @param {ConstructorParameters<typeof Worker>} given */
      constructor(...given) {
        super(...given);
        this.addEventListener('message', ({ data }) => {
          if (data?.kind === 'return' && calls.has(data.id)) stroke.isAnswered = true;
        });
      }

      /** @param {[any, any]} given */
      postMessage(...given) {
        const [message] = given;
        if (message?.method === 'reconstruct') calls.add(message.id);
        super.postMessage(...given);
      }
    };

    const { putImageData } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.putImageData = function (...given) {
      Reflect.apply(putImageData, this, given);
      const { pressedAt, isAnswered } = stroke;
      const name = this.canvas.closest('[role=group]')?.getAttribute('aria-label') ?? '';
      if (pressedAt === null || !isAnswered || !name.startsWith('Reconstruction,')) return;
      stroke.pressedAt = null;
      requestAnimationFrame((now) => stroke.shownAfter.push(now - pressedAt));
    };
  });
}

/**
 * Milliseconds of each of a few strokes over the masked picture.
 * @param {import('playwright').Page} page
 * @returns {Promise<number[]>}
 */
export async function paint(page) {
  const box = await page.getByRole('group', { name: /^What the model sees/ }).boundingBox();
  if (box === null) throw new Error('the masked picture is not shown');
  await page.evaluate(() => void (window.stroke.shownAfter.length = 0));
  for (let i = 0; i < STROKES; i++) {
    await page.mouse.move(box.x + (box.width * (i + 0.5)) / STROKES, box.y + box.height / 3);
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForFunction((count) => window.stroke.shownAfter.length > count, i);
    await page.waitForTimeout(PAUSE_MS);
  }
  return page.evaluate(() => window.stroke.shownAfter);
}

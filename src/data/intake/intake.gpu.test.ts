import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../lib/params.ts';
import { rngOf } from '../../lib/rng.ts';
import { SOURCES } from '../../mim/sources/index.ts';
import { type Dataset, pixelsOf } from '../dataset.ts';
import { DATASET_MAKERS } from '../sources/index.ts';
import { decodeFile, type FileLike } from './decode.ts';
import { OwnImages } from './own-images.ts';

async function fixture(name: string): Promise<FileLike> {
  const bytes = await (await fetch(new URL(`./fixtures/${name}`, import.meta.url))).arrayBuffer();
  return { name, size: bytes.byteLength, arrayBuffer: () => Promise.resolve(bytes) };
}

const decoded = async (name: string, side = 256) => decodeFile(await fixture(name), side);

/** Which of red, green, blue and white a pixel is closest to. */
function colourAt({ width, pixels }: { width: number; pixels: Uint8Array }, x: number, y: number): string {
  const [r = 0, g = 0, b = 0] = pixels.subarray((y * width + x) * 3);
  if (Math.min(r, g, b) > 200) return 'white';
  return r > g && r > b ? 'red' : g > b ? 'green' : 'blue';
}

describe('decodeFile', () => {
  it('turns a photo as its EXIF says', async () => {
    const { picture } = await decoded('rotated.jpg');
    expect([picture.width, picture.height]).toEqual([64, 96]);
    expect([colourAt(picture, 32, 10), colourAt(picture, 32, 50), colourAt(picture, 32, 90)]).toEqual([
      'red',
      'blue',
      'blue',
    ]);
  });

  it('reads palettes, CMYK, lossless WebP and AVIF', async () => {
    for (const name of ['palette.png', 'cmyk.jpg', 'still.webp']) {
      const { picture } = await decoded(name);
      expect([colourAt(picture, 5, 20), colourAt(picture, 38, 20)], name).toEqual(['red', 'blue']);
    }
    expect(colourAt((await decoded('still.avif')).picture, 30, 20)).toBe('green');
  });

  it('lays transparent pictures on white, before shrinking them', async () => {
    const whole = await decoded('alpha.png');
    expect([colourAt(whole.picture, 5, 20), colourAt(whole.picture, 35, 20)]).toEqual(['red', 'white']);
    const { picture } = await decoded('alpha.png', 8);
    expect([picture.width, picture.height]).toEqual([8, 8]);
    // The column at the border mixes red with white, never with the black that lies under transparent pixels.
    const [r, g] = picture.pixels.subarray(4 * 3);
    expect(r).toBeGreaterThan(200);
    expect(g).toBeGreaterThan(30);
  });

  it('takes the first frame of animations and says so', async () => {
    for (const name of ['animated.gif', 'animated.webp']) {
      const { picture, note } = await decoded(name);
      expect(colourAt(picture, 12, 12), name).toBe('red');
      expect(note).toBe('Only the first frame is used.');
    }
  });

  it('says that 16 bits were reduced', async () => {
    const { picture, note } = await decoded('deep.png');
    expect(colourAt(picture, 3, 3)).toBe('green');
    expect(note).toBe('Its 16 bits a channel were reduced to 8.');
  });

  it.each([
    ['truncated.jpg', /end is missing/],
    ['bad-crc.png', /damaged contents/],
    ['bomb.png', /16384 × 16384 pixels/],
    ['not-a-picture.png', /is text, not a picture/],
  ])('refuses %s by name', async (name, reason) => {
    await expect(decoded(name)).rejects.toMatchObject({ code: 'bad-image', values: { name } });
    await expect(decoded(name)).rejects.toThrow(reason);
  });

  it('shrinks a 40-megapixel photo', async () => {
    const canvas = new OffscreenCanvas(7680, 5200);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.fillStyle = 'rgb(30 200 30)';
    context.fillRect(0, 0, 7680, 5200);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    const { picture } = await decodeFile(new File([blob], 'huge.jpg'), 256);
    expect([picture.width, picture.height]).toEqual([256, 173]);
    expect(colourAt(picture, 128, 80)).toBe('green');
  });
});

describe('OwnImages', () => {
  it('keeps the good ones of a mixed lot', async () => {
    const own = new OwnImages();
    const lot = await Promise.all(
      ['palette.png', 'bomb.png', 'rotated.jpg', 'not-a-picture.png'].map(fixture),
    );
    const { accepted, refused } = await own.add(lot);
    expect(accepted.map(({ name }) => name)).toEqual(['palette.png', 'rotated.jpg']);
    expect(refused.map(({ name }) => name)).toEqual(['bomb.png', 'not-a-picture.png']);
    const set = await own.dataset({ side: 32, fit: 'pad' });
    const second = { width: 32, pixels: pixelsOf(set, 1) };
    expect([colourAt(second, 1, 16), colourAt(second, 16, 2), colourAt(second, 16, 30)]).toEqual([
      'white',
      'red',
      'blue',
    ]);
  });

  it('survives changed bytes: each file is taken or refused with a reason', async () => {
    const lot: File[] = [];
    for (const name of ['rotated.jpg', 'palette.png', 'still.webp', 'animated.gif', 'still.avif']) {
      const whole = new Uint8Array(await (await fixture(name)).arrayBuffer());
      for (let i = 0; i < 40; i++) {
        const bytes = whole.slice();
        const rng = rngOf(name, i);
        for (let k = 0; k < 1 + (i % 5); k++) bytes[rng.int(bytes.length)] = rng.int(256);
        lot.push(new File([bytes], `${i} ${name}`));
      }
    }
    const { accepted, refused } = await new OwnImages().add(lot);
    expect(accepted.length + refused.length).toBe(lot.length);
    expect(new Set(refused.map(({ error }) => error.code))).toEqual(new Set(['bad-image']));
  });
});

describe('shipped sets', () => {
  const baseUrl = new URL('/', location.href).href;
  const patterns = { ...defaultsOf(SOURCES.patterns.params), count: 64 };
  const own = new OwnImages();
  const get = (source: 'photos' | 'emoji' | 'mixed', side: number) =>
    DATASET_MAKERS[source]({ source, patterns, side, fit: 'crop' }, { baseUrl, own });
  const deviation = (set: Dataset, index: number): number => {
    const pixels = pixelsOf(set, index);
    const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    return Math.sqrt(pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length);
  };

  it('photos begin with the cat and hold out strips', async () => {
    const set = await get('photos', 64);
    expect(set.names(0)).toBe('Cat');
    for (let i = 0; i < 20; i++) expect(deviation(set, i)).toBeGreaterThan(8);
    expect(set.train.length).toBeGreaterThan(3000);
    expect(set.heldOut.length).toBeGreaterThan(100);
    expect(set.pixels.length).toBeLessThanOrEqual(64 * 2 ** 20);
  });

  it('emoji are 1,906 in nine categories', async () => {
    const set = await get('emoji', 32);
    expect(set.count).toBe(1906);
    expect(set.labelNames).toHaveLength(9);
    expect(set.names(0)).toBe('grinning face');
    expect(Math.min(...Array.from({ length: 100 }, (_, i) => deviation(set, i * 19)))).toBeGreaterThan(5);
  });

  it('mixed has a third of each', async () => {
    const set = await get('mixed', 32);
    const shares = [0, 1, 2].map((part) => set.labels!.filter((label) => label === part).length);
    expect(shares).toEqual([64, 64, 64]);
    expect(set.names(0)).toBe('Cat');
  });
});

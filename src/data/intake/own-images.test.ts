import { describe, expect, it } from 'vitest';
import { zh } from '../../i18n/zh/index.ts';
import { pixelsOf } from '../dataset.ts';
import type { FileLike } from './decode.ts';
import { OwnImages } from './own-images.ts';
import { MAX_FILE_BYTES } from './refusals.ts';

/** `count` plain pictures of side 4; picture i has the value i / count everywhere. */
function plain(count: number): Float32Array {
  return Float32Array.from({ length: count * 48 }, (_, i) => Math.floor(i / 48) / count);
}
const SQUARE = { side: 4, fit: 'crop' } as const;

const file = (name: string, bytes: Uint8Array<ArrayBuffer>, size = bytes.length): FileLike => ({
  name,
  size,
  arrayBuffer: () => Promise.resolve(bytes.slice().buffer),
});
const text = new TextEncoder();

describe('OwnImages from numbers', () => {
  it('keep values, labels and order', async () => {
    const own = new OwnImages();
    expect(
      own.setPixels(
        plain(20),
        4,
        Int32Array.from({ length: 20 }, (_, i) => i % 3),
      ),
    ).toEqual({ count: 20 });
    const set = await own.dataset(SQUARE);
    expect(new Set(pixelsOf(set, 10))).toEqual(new Set([128]));
    expect(set.labels?.[10]).toBe(1);
    expect([...set.heldOut]).toEqual([9, 19]);
    expect(set.heldOutIsSeen).toBe(false);
  });

  it('come at any side', async () => {
    const own = new OwnImages();
    own.setPixels(plain(2), 4);
    expect((await own.dataset({ side: 96, fit: 'pad' })).pixels).toHaveLength(2 * 96 * 96 * 3);
    expect((await own.dataset(SQUARE)).labels).toBeUndefined();
  });

  it('have held-out pictures that are seen while there are fewer than ten', async () => {
    const own = new OwnImages();
    own.setPixels(plain(1), 4);
    const set = await own.dataset(SQUARE);
    expect([set.train.length, set.heldOut.length, set.heldOutIsSeen]).toEqual([1, 1, true]);
  });

  it('go and come back in place', async () => {
    const own = new OwnImages();
    own.setPixels(plain(4), 4);
    const [, second, third] = own.ids;
    own.remove([second!, third!, 999]);
    expect(own.count).toBe(2);
    const values = async () => [...(await own.dataset(SQUARE)).pixels].filter((_, i) => i % 48 === 0);
    expect(await values()).toEqual([0, 191]);
    own.restore([second!]);
    expect(await values()).toEqual([0, 64, 191]);
  });

  it.each([
    ['a length that fits no number of images', () => new OwnImages().setPixels(new Float32Array(47), 4)],
    ['nothing', () => new OwnImages().setPixels(new Float32Array(0), 4)],
    ['a side of none', () => new OwnImages().setPixels(new Float32Array(48), 0)],
    ['labels of another number', () => new OwnImages().setPixels(plain(2), 4, Int32Array.of(1))],
    ['values beyond 1', () => new OwnImages().setPixels(new Float32Array(48).fill(255), 4)],
    ['values that are not numbers', () => new OwnImages().setPixels(new Float32Array(48).fill(NaN), 4)],
  ])('refuse %s and keep what was there', (_, act) => {
    expect(act).toThrow(expect.objectContaining({ code: 'bad-config' }));
  });

  it('refuse to be a set while there are none, or too large a one', async () => {
    const own = new OwnImages();
    await expect(own.dataset(SQUARE)).rejects.toMatchObject({ code: 'bad-config' });
    own.setPixels(plain(400), 4);
    await expect(own.dataset({ side: 512, fit: 'crop' })).rejects.toMatchObject({ code: 'out-of-memory' });
  });
});

describe('OwnImages from files', () => {
  const broken = {
    name: 'gone.png',
    size: 9,
    arrayBuffer: () => Promise.reject(new Error('NotReadableError')),
  };

  it('names each refused file with its reason, in both languages, and goes on', async () => {
    const own = new OwnImages();
    const files = [
      file('a.png', text.encode('words')),
      file('b.jpg', new Uint8Array(0)),
      file('c.png', new Uint8Array(1), MAX_FILE_BYTES + 1),
      broken,
    ];
    const seen: string[] = [];
    const { accepted, refused } = await own.add(files, {
      progress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(accepted).toEqual([]);
    expect(refused.map(({ name }) => name)).toEqual(['a.png', 'b.jpg', 'c.png', 'gone.png']);
    expect(seen).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4']);
    for (const { name, error } of refused) {
      expect(error.code).toBe('bad-image');
      expect(error.values['name']).toBe(name);
      expect(zh).toHaveProperty([error.template]);
      expect(zh).toHaveProperty([error.hint!]);
    }
    expect(new Set(refused.map(({ error }) => error.template)).size).toBe(4);
  });

  it('leaves the rest alone once it is stopped', async () => {
    const stop = new AbortController();
    const files = Array.from({ length: 5 }, (_, i) => file(`${i}.txt`, text.encode('x')));
    const { refused } = await new OwnImages().add(files, {
      signal: stop.signal,
      progress: (done) => void (done === 2 && stop.abort()),
    });
    expect(refused).toHaveLength(2);
  });
});

describe('OwnImages that were stored', () => {
  it('come back in a later session, without those that were removed, beside newer ones', async () => {
    const before = new OwnImages();
    before.setPixels(plain(3), 4, Int32Array.of(7, 8, 9));
    before.remove([before.ids[1] ?? 0]);
    const stored = structuredClone(before.stored());
    const later = new OwnImages();
    later.setPixels(plain(2), 4, Int32Array.of(0, 1));
    const accepted = later.takeStored(stored);
    expect(accepted.map(({ name }) => name)).toEqual(['image 1', 'image 3']);
    expect(later.ids.slice(2)).toEqual(accepted.map(({ id }) => id));
    expect(new Set(later.ids).size).toBe(4);
    const set = await later.dataset(SQUARE);
    expect([...(set.labels ?? [])]).toEqual([0, 1, 7, 9]);
    expect(new Set(pixelsOf(set, 3))).toEqual(new Set([170]));
  });
});

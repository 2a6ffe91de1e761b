import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Region } from '../resample.ts';
import { type Photo, planCrops } from './photo-crops.ts';

const photos = JSON.parse(readFileSync('public/data/photos/photos.json', 'utf8')) as readonly Photo[];

const overlap = (a: Region, b: Region): boolean =>
  a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];

describe('planCrops', () => {
  it.each([8, 32, 64, 96, 128, 200, 512])('stays within photos and bytes at side %i', (side) => {
    const most = Math.min(8192, Math.floor((64 * 2 ** 20) / (side * side * 3)));
    const crops = planCrops(photos, side, most);
    expect(crops.length).toBeLessThanOrEqual(most);
    const outside = crops.filter(({ photo, region: [x, y, width, height] }) => {
      const whole = photos[photo]!;
      return x < 0 || y < 0 || x + width > whole.width || y + height > whole.height || width !== height;
    });
    expect(outside).toEqual([]);
    expect(crops.some(({ heldOut }) => heldOut)).toBe(true);
  });

  it.each([32, 64, 128, 512])('shares no pixel between training and held-out crops at side %i', (side) => {
    const crops = planCrops(photos, side, 3000);
    const held = crops.filter(({ heldOut }) => heldOut);
    for (const { photo, region } of crops.filter(({ heldOut }) => !heldOut)) {
      expect(held.some((other) => other.photo === photo && overlap(other.region, region))).toBe(false);
    }
  });

  it('begins with one large square of every photo, the cat first', () => {
    const crops = planCrops(photos, 64, 5000);
    expect(photos[0]!.title).toBe('Cat');
    expect(crops.slice(0, photos.length).map(({ photo }) => photo)).toEqual(photos.map((_, i) => i));
    expect(Math.min(...crops.slice(0, photos.length).map(({ region }) => region[2]))).toBeGreaterThanOrEqual(
      150,
    );
  });

  it('leaves out plain paper and sky, and keeps some of every photo', () => {
    const [cat] = photos;
    const plain = { ...cat!, lively: cat!.lively.map((row) => row.replaceAll('1', '0')) };
    expect(planCrops([plain], 64, 5000)).toHaveLength(1);
    const crops = planCrops(photos, 64, 5461);
    for (const heldOut of [true, false]) {
      const used = new Set(crops.filter((crop) => crop.heldOut === heldOut).map(({ photo }) => photo));
      expect(used.size).toBeGreaterThanOrEqual(heldOut ? 17 : 20);
    }
  });

  it('uses most of the room it has', () => {
    expect(planCrops(photos, 64, 5461).length).toBeGreaterThan(3500);
  });
});

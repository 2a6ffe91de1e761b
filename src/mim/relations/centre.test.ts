import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { cosineMatrix } from '../similarity.ts';
import { FeatureMean } from './centre.ts';

const images = Array.from({ length: 5 }, (_, image) => {
  const rng = rngOf('centre', image);
  return Float32Array.from({ length: 4 * 3 }, () => 2 + rng.normal());
});

describe('FeatureMean', () => {
  it('takes out the mean over all patches of all images', () => {
    const mean = new FeatureMean('mean');
    for (const image of images) mean.add(image, 4, 3);
    const left = images.map((image) => mean.without(image, 4, 3));
    for (let k = 0; k < 3; k++) {
      const sum = left.reduce(
        (total, image) => total + image[k]! + image[3 + k]! + image[6 + k]! + image[9 + k]!,
        0,
      );
      expect(sum).toBeCloseTo(0, 4);
    }
    expect(left[0]![0]! - left[0]![3]!).toBeCloseTo(images[0]![0]! - images[0]![3]!, 5);
  });

  it('takes out one mean for each place', () => {
    const mean = new FeatureMean('place');
    for (const image of images) mean.add(image, 4, 3);
    const left = images.map((image) => mean.without(image, 4, 3));
    for (let k = 0; k < 12; k++) expect(left.reduce((sum, image) => sum + image[k]!, 0)).toBeCloseTo(0, 4);
  });

  it('lets old images fade', () => {
    const mean = new FeatureMean('mean', 0.5);
    mean.add([1, 1], 1, 2);
    mean.add([4, 7], 1, 2);
    const [x, y] = mean.without([0, 0], 1, 2);
    expect(x).toBeCloseTo(-(0.5 * 1 + 4) / 1.5, 6);
    expect(y).toBeCloseTo(-(0.5 * 1 + 7) / 1.5, 6);
  });

  it('changes nothing for `none`, or before anything was added; and starts anew with another width', () => {
    const none = new FeatureMean('none');
    none.add([1, 2], 1, 2);
    expect([...none.without([3, 4], 1, 2)]).toEqual([3, 4]);
    const mean = new FeatureMean('mean');
    expect([...mean.without([3, 4], 1, 2)]).toEqual([3, 4]);
    mean.add([1, 2], 1, 2);
    mean.add([5, 5, 5], 1, 3);
    expect([...mean.without([6, 7, 8], 1, 3)]).toEqual([1, 2, 3]);
  });

  it('spreads cosines that a shared part had pressed together', () => {
    const rng = rngOf('shared');
    const features = Float32Array.from({ length: 20 * 8 }, () => 10 + rng.normal());
    const mean = new FeatureMean('mean');
    mean.add(features, 20, 8);
    const lowest = (matrix: Float32Array): number => Math.min(...matrix);
    expect(lowest(cosineMatrix(features, 20, 8))).toBeGreaterThan(0.9);
    expect(lowest(cosineMatrix(mean.without(features, 20, 8), 20, 8))).toBeLessThan(-0.4);
  });
});

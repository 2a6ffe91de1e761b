/** @file Every target: what it encodes is what its formula says, and what it decodes is that again, as far as it can be. */

import { describe, expect, it } from 'vitest';
import { defaultsOf, type Params } from '../../lib/params.ts';
import { padded } from '../../lib/padded.ts';
import { rngOf } from '../../lib/rng.ts';
import { patchify } from '../../mim/patchify.ts';
import { TARGETS, targetOf, type TargetId } from '../../mim/targets/index.ts';
import { PCA_TENSORS, cosineBasis, pcaOf, type PcaTensors } from '../../mim/targets/pca.ts';
import type { Shown, TargetSettings } from '../../mim/targets/target.ts';
import { encodeTarget } from '../encode-target.ts';
import { gridOf, paddedLength, tokensOf, type ObjectiveShape } from '../shape.ts';

const IMAGE = { side: 24, patch: 8 } as const;
const COLORS = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] } as const;
const IDS = Object.keys(TARGETS) as TargetId[];

/** A smooth picture of whole bytes with an edge in it, normalised, as patches [N, P]. */
function picture(
  seed: number,
  image: { readonly side: number; readonly patch: number } = IMAGE,
): Float32Array<ArrayBuffer> {
  const rng = rngOf('targets test', seed);
  const [a, b, phase] = [rng.next(), rng.next(), 6 * rng.next()];
  const pixels = Float32Array.from({ length: image.side ** 2 * 3 }, (_, at) => {
    const [c, x, y] = [at % 3, Math.floor(at / 3) % image.side, Math.floor(at / 3 / image.side)];
    const wave = Math.sin((a * x + b * y) / 3 + phase + c) + (x + 2 * y > image.side ? 0.4 : 0);
    const byte = Math.round(Math.min(255, Math.max(0, 120 + 80 * wave)));
    return (byte / 255 - COLORS.mean[c]!) / COLORS.deviation[c]!;
  });
  return patchify(pixels, gridOf(image), image.patch);
}

const settingsOf = (id: TargetId, own: Readonly<Record<string, number | string>> = {}): TargetSettings => ({
  ...defaultsOf(TARGETS[id].params as Params),
  ...(targetOf(id).needsColors === true && COLORS),
  ...own,
});
const objectiveOf = (id: TargetId, settings: TargetSettings): ObjectiveShape => ({
  target: { id, ...settings },
  loss: { id: 'l2' },
  terms: [],
});
const tensorsOf = (tensors: PcaTensors) => (name: string) => {
  const [key] = Object.entries(PCA_TENSORS).find(([, own]) => own === name)!;
  return tensors[key as keyof PcaTensors];
};
const basis = (components: number) => tensorsOf(cosineBasis(IMAGE.patch, components));

interface RoundTrip {
  readonly truth: Float32Array<ArrayBuffer>;
  readonly encoded: Float32Array<ArrayBuffer>;
  readonly decoded: ReturnType<ReturnType<typeof targetOf>['decode']>;
}

function roundTrip(
  id: TargetId,
  own: Readonly<Record<string, number | string>> = {},
  tensor: Shown['tensor'] = basis(Number(own['components'] ?? 24)),
): RoundTrip {
  const settings = settingsOf(id, own);
  const truth = picture(1);
  const encoded = encodeTarget(truth, IMAGE, objectiveOf(id, settings), tensor);
  const place = { grid: gridOf(IMAGE), patch: IMAGE.patch, settings, tensor };
  const target = targetOf(id);
  const prediction = target.ideal?.(encoded, place) ?? encoded;
  return { truth, encoded, decoded: target.decode(prediction, { ...place, truth, trueStatistics: false }) };
}

/** Largest difference of two pictures, in bytes of the channel that is scaled most. */
const bytesApart = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let worst = 0;
  for (let i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!));
  return worst * 255 * 0.229;
};

describe.each(IDS)('the target %s', (id) => {
  const target = targetOf(id);
  const settings = settingsOf(id);

  it('has a name, a sentence, a formula and a source', () => {
    for (const text of [target.label, target.summary, target.formula, target.source])
      expect(text).not.toBe('');
  });

  it('has the sizes that it says', () => {
    const { encoded, truth, decoded } = roundTrip(id);
    const columns = target.columns(IMAGE.patch, settings);
    const errors = target.errors?.(IMAGE.patch, settings) ?? columns;
    const side = target.pixelSide(IMAGE.patch, settings);
    expect(encoded).toHaveLength(tokensOf(IMAGE) * padded(errors));
    expect(decoded.shown).toHaveLength(truth.length);
    expect(decoded.measured?.length ?? truth.length).toBe(truth.length);
    expect(side === null ? columns : 3 * side ** 2).toBe(columns);
    expect(target.compares === 'classes').toBe(target.ideal !== undefined);
  });

  it('gives finite numbers for a flat picture', () => {
    const flat = new Float32Array(tokensOf(IMAGE) * paddedLength(IMAGE)).fill(0.3);
    const encoded = encodeTarget(flat, IMAGE, objectiveOf(id, settings), basis(24));
    expect(encoded.every(Number.isFinite)).toBe(true);
  });
});

describe('decoding what was encoded', () => {
  it('gives back pixels, and normalised ones with the true statistics', () => {
    for (const id of ['pixels', 'normalized-pixels'] as const) {
      const { truth, decoded } = roundTrip(id);
      expect(bytesApart(decoded.measured!, truth), id).toBeLessThan(0.001);
    }
  });

  it.each([1, 2, 4, 8])('gives back the mean of squares of %d px', (factor) => {
    const { truth, decoded } = roundTrip('pooled-pixels', { factor });
    const { patch } = IMAGE;
    const measured = decoded.measured!;
    for (let at = 0; at < 2 * paddedLength(IMAGE); at += 37) {
      const [i, pixel, c] = [Math.floor(at / 192), Math.floor((at % 192) / 3), at % 3];
      const [top, left] = [
        Math.floor(pixel / patch / factor) * factor,
        Math.floor((pixel % patch) / factor) * factor,
      ];
      let mean = 0;
      for (let y = 0; y < factor; y++)
        for (let x = 0; x < factor; x++)
          mean += truth[i * 192 + ((top + y) * patch + left + x) * 3 + c]! / factor ** 2;
      expect(measured[i * 192 + pixel * 3 + c]).toBeCloseTo(mean, 5);
    }
    expect(factor === 1 ? bytesApart(measured, truth) : 0).toBe(0);
  });

  it('gives back colours within half a bin', () => {
    const coarse = roundTrip('color-bins', { bins: '8' });
    expect(bytesApart(coarse.decoded.measured!, coarse.truth)).toBeLessThan(15.5 * (0.229 / 0.224) + 0.01);
    expect(bytesApart(coarse.decoded.measured!, coarse.truth)).toBeGreaterThan(5);
    const fine = roundTrip('color-bins', { bins: '256' });
    expect(bytesApart(fine.decoded.measured!, fine.truth)).toBeLessThan(0.01);
  });

  it('bins bytes exactly: 0 and 31 in the first of 8, 32 in the second, 255 in the last', () => {
    const settings = { bins: '8', factor: 1, mean: [0, 0, 0], deviation: [1, 1, 1] };
    const bytes = [0, 31, 32, 63, 64, 128, 224, 255, 300, -9, 100, 200];
    const patches = Float32Array.from(bytes, (byte) => byte / 255);
    const encoded = encodeTarget(
      patches,
      { side: 2, patch: 2 },
      objectiveOf('color-bins', settings),
      basis(1),
    );
    expect([...encoded]).toEqual([0, 0, 1, 1, 2, 4, 7, 7, 7, 0, 3, 6]);
  });

  it('gives back all of a patch from all components, and the nearer the more', () => {
    const apart = [1, 3, 5, 192].map((components) => {
      const tensor = tensorsOf(pcaOf(picture(1), IMAGE.patch, components));
      const { truth, decoded } = roundTrip('pca', { components }, tensor);
      return bytesApart(decoded.measured!, truth);
    });
    expect(apart[3]).toBeLessThan(0.01);
    expect(apart.toSorted((a, b) => b - a)).toEqual(apart);
  });
});

describe('histograms of oriented gradients', () => {
  const cells = (at: (x: number, y: number) => number): Float32Array => {
    const pixels = Float32Array.from({ length: 24 * 24 * 3 }, (_, i) =>
      at(Math.floor(i / 3) % 24, Math.floor(i / 72)),
    );
    return encodeTarget(patchify(pixels, gridOf(IMAGE), 8), IMAGE, objectiveOf('hog', { cell: 4 }), basis(1));
  };
  const nine = (y: Float32Array, token: number, histogram: number): number[] =>
    [...y.subarray(token * 108 + histogram * 9, token * 108 + (histogram + 1) * 9)].map(
      (h) => Math.round(h * 1e6) / 1e6,
    );

  it('put a ramp downwards in bin 0 and one to the right between bins 4 and 5', () => {
    const zeros = Array.from({ length: 9 }, () => 0);
    const half = Math.round(Math.SQRT1_2 * 1e6) / 1e6;
    expect(
      nine(
        cells((_, y) => y),
        4,
        0,
      ),
    ).toEqual(zeros.with(0, 1));
    expect(
      nine(
        cells((x) => x),
        4,
        7,
      ),
    ).toEqual(zeros.with(4, half).with(5, half));
    expect(
      nine(
        cells((x, y) => -x - y),
        4,
        3,
      ),
    ).toEqual(
      nine(
        cells((x, y) => x + y),
        4,
        3,
      ),
    );
  });

  it('look across the border of a patch', () => {
    const edge = cells((x) => (x >= 8 ? 1 : 0)); // between the first and the second patch of a row
    expect(Math.hypot(...nine(edge, 0, 3))).toBeCloseTo(1, 6); // the cell at the first patch's right
    expect(Math.hypot(...nine(edge, 0, 0))).toBe(0); // at its left
    expect(Math.hypot(...nine(edge, 1, 0))).toBeCloseTo(1, 6);
  });

  it('have length 1 or 0, and do not care how bright or how strong', () => {
    const plain = cells((x, y) => Math.sin(x / 3 + y / 5));
    const other = cells((x, y) => 7 + 3 * Math.sin(x / 3 + y / 5));
    plain.forEach((h, i) => expect(h).toBeCloseTo(other[i]!, 4));
    for (let k = 0; k < 12; k++) expect(Math.hypot(...nine(plain, 4, k))).toBeCloseTo(1, 5);
    expect(cells(() => 5).every((h) => h === 0)).toBe(true);
  });

  it('show strokes, and no pixels to be measured', () => {
    const { decoded } = roundTrip('hog');
    expect([decoded.measured, decoded.shows]).toEqual([null, 'orientations']);
    expect(new Set(decoded.shown).size).toBeGreaterThan(50);
  });
});

describe('the basis of components', () => {
  const product = (rows: ArrayLike<number>, a: number, b: number): number => {
    let sum = 0;
    for (let c = 0; c < 192; c++) sum += rows[a * 192 + c]! * rows[b * 192 + c]!;
    return sum;
  };

  it.each(['of the cosine transform', 'of data'])('%s is orthonormal', (kind) => {
    const { basis: rows } = kind === 'of data' ? pcaOf(picture(3), 8, 9) : cosineBasis(8, 192);
    const count = kind === 'of data' ? 9 : 192;
    for (let a = 0; a < count; a += 4)
      for (let b = 0; b <= a; b++) expect(product(rows, a, b)).toBeCloseTo(a === b ? 1 : 0, 5);
  });

  it('finds the direction in which patches were made to vary', () => {
    const rng = rngOf('pca test');
    const direction = Float64Array.from({ length: 12 }, () => rng.normal());
    const norm = Math.hypot(...direction);
    const patches = new Float32Array(400 * 12);
    for (let i = 0; i < 400; i++) {
      const along = 3 * rng.normal();
      for (let c = 0; c < 12; c++)
        patches[i * 12 + c] = 1 + (along * direction[c]!) / norm + 0.1 * rng.normal();
    }
    const { basis: rows, mean } = pcaOf(patches, 2, 1);
    const cosine = direction.reduce((sum, d, c) => sum + (d / norm) * rows[c]!, 0);
    expect(Math.abs(cosine)).toBeGreaterThan(0.999);
    expect(mean[3]).toBeGreaterThan(0.5);
  });
});

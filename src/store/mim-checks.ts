/** @file What a script may give: checked on the page, so that a bad argument rejects before anything happens. */

import { MimError, type MessageValues } from '../lib/errors.ts';
import type { Batch, TrainOnOptions } from '../protocol/api.ts';

const refuse = (template: string, values: MessageValues, hint: string): MimError =>
  new MimError('bad-config', template, { values, hint });

const named = (value: unknown): string =>
  value === null ? 'null' : typeof value === 'object' ? value.constructor?.name || 'object' : typeof value;

/** A plain JSON tree without NaN or Infinity; what the settings mean is the engine's to check. */
export function checkConfig(config: unknown): void {
  const isPlain =
    typeof config === 'object' && config !== null && !Array.isArray(config) && !ArrayBuffer.isView(config);
  if (!isPlain) {
    throw refuse(
      'config: {{value}} is no object of settings',
      { value: named(config) },
      'Give an object such as {}.',
    );
  }
  checkTree(config, 'config', new Set());
}

function checkTree(value: unknown, path: string, above: ReadonlySet<unknown>): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw refuse(
      '{{path}}: {{value}} is not a finite number',
      { path, value: String(value) },
      'Give a finite number.',
    );
  }
  if (
    typeof value === 'function' ||
    typeof value === 'symbol' ||
    typeof value === 'bigint' ||
    above.has(value)
  ) {
    throw refuse(
      '{{path}}: {{value}} is no setting',
      { path, value: named(value) },
      'Give plain JSON values.',
    );
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value))
    checkTree(item, `${path}.${key}`, new Set([...above, value]));
}

export function checkSteps(steps: unknown): void {
  if (Number.isSafeInteger(steps) && Number(steps) >= 0) return;
  throw refuse(
    'steps: {{value}} is not a whole number of steps',
    { value: String(steps) },
    'Give 0 or more.',
  );
}

/** pixels: [count, side, side, 3] in 0..1; labels: [count]. */
export function checkImages(pixels: unknown, side: unknown, labels: unknown): void {
  checkSide(side);
  const count = imagesIn(pixels, Number(side));
  checkFinite(pixels as Float32Array, 'pixels');
  if ((pixels as Float32Array).some((value) => value < 0 || value > 1)) {
    throw refuse('pixels: some are below 0 or above 1', {}, 'Give RGB in 0..1, not normalised.');
  }
  if (labels === undefined) return;
  if (!(labels instanceof Int32Array)) throw notArray('labels', labels, 'Int32Array');
  if (labels.length !== count) {
    throw refuse(
      'labels: {{given}} for {{count}} images',
      { given: labels.length, count },
      'Give one class id per image, or none at all.',
    );
  }
}

/** `tokens`: patches per image of the run. */
export function checkBatch(batch: unknown, tokens: number): void {
  if (typeof batch !== 'object' || batch === null) {
    throw refuse(
      'batch: {{value}} is no batch',
      { value: named(batch) },
      'Give { pixels, side, mask } or { pixels, side, noise }.',
    );
  }
  const { pixels, side, mask, noise } = batch as Readonly<Record<keyof Batch, unknown>>;
  checkSide(side);
  const count = imagesIn(pixels, Number(side));
  checkFinite(pixels as Float32Array, 'pixels');
  if ((mask === undefined) === (noise === undefined)) {
    throw refuse('give exactly one of mask and noise', {}, 'mask: 1 = hidden; noise: small = kept.');
  }
  if (mask !== undefined && !(mask instanceof Uint8Array)) throw notArray('mask', mask, 'Uint8Array');
  if (noise !== undefined && !(noise instanceof Float32Array)) throw notArray('noise', noise, 'Float32Array');
  const [what, given] = mask === undefined ? ['noise', noise as Float32Array] : ['mask', mask];
  if (given.length !== count * tokens) {
    throw refuse(
      '{{what}}: {{given}} values for {{count}} images of {{tokens}} patches',
      { what, given: given.length, count, tokens },
      'Give one value per patch of every image.',
    );
  }
  if (noise !== undefined) checkFinite(noise, 'noise');
}

export function checkBatches(batches: unknown, tokens: number): void {
  if (!Array.isArray(batches)) throw notArray('batches', batches, 'Array');
  for (const batch of batches) checkBatch(batch, tokens);
}

export function checkOptimizer(optimizer: unknown): void {
  const { learningRate, weightDecay, betas, epsilon } = Object(optimizer) as Partial<TrainOnOptions>;
  const [beta1, beta2] = Array.isArray(betas) ? (betas as readonly unknown[]) : [];
  for (const [label, value] of Object.entries({
    learningRate,
    weightDecay,
    epsilon,
    'betas[0]': beta1,
    'betas[1]': beta2,
  })) {
    const limit = label.startsWith('betas') ? 1 : Infinity;
    if (typeof value === 'number' && value >= 0 && value < limit) continue;
    throw refuse(
      '{{label}}: {{value}} is not allowed',
      { label, value: String(value) },
      'Give a finite number that is not negative, and betas below 1.',
    );
  }
}

export function checkBytes(bytes: unknown, texts: Readonly<Record<string, unknown>>): void {
  if (!(bytes instanceof Uint8Array)) throw notArray('bytes', bytes, 'Uint8Array');
  for (const [name, text] of Object.entries(texts)) {
    if (text !== undefined && typeof text !== 'string') throw notArray(name, text, 'string');
  }
}

function checkSide(side: unknown): void {
  if (Number.isSafeInteger(side) && Number(side) > 0) return;
  throw refuse(
    'side: {{value}} is no image side in pixels',
    { value: String(side) },
    'Give a whole number of pixels.',
  );
}

function imagesIn(pixels: unknown, side: number): number {
  if (!(pixels instanceof Float32Array)) throw notArray('pixels', pixels, 'Float32Array');
  const each = side * side * 3;
  const count = pixels.length / each;
  if (Number.isInteger(count) && count > 0) return count;
  throw refuse(
    'pixels: {{given}} numbers are no whole number of images of {{each}}',
    { given: pixels.length, each },
    'Give a Float32Array of [count, side, side, 3].',
  );
}

function checkFinite(values: Float32Array, what: string): void {
  if (values.every(Number.isFinite)) return;
  throw refuse(
    '{{what}}: some are not finite',
    { what },
    'Look for NaN or infinite values in what you give.',
  );
}

const notArray = (what: string, value: unknown, type: string): MimError =>
  refuse(
    '{{what}}: {{value}} where {{type}} is wanted',
    { what, value: named(value), type },
    'See the README on scripting.',
  );

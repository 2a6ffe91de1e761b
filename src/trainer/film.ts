/** @file The film strip: the probe as the run saw it at growing steps. */

import { MimError } from '../lib/errors.ts';
import type { Frame, ImageRef } from '../protocol/api.ts';
import type { Dataset } from '../data/dataset.ts';
import { reconstruct, similarity } from './answers.ts';
import type { Run } from './run.ts';

/** Frames kept; the oldest but the first goes when a run is very long. */
const KEPT = 64;

/** 0, 50, 100, 200, 400, 800 … */
export function isFilmStep(step: number): boolean {
  const hundreds = step / 100;
  return step === 0 || step === 50 || (Number.isInteger(hundreds) && Number.isInteger(Math.log2(hundreds)));
}

/** What the frames show. */
interface Probe {
  readonly image: ImageRef;
  readonly mask: Uint8Array;
}

export class Film {
  readonly #frames = new Map<number, Frame>();
  probe: Probe | null = null;

  clear(): void {
    this.#frames.clear();
  }

  /** The run went back to `step`: what it showed later is of another way. */
  dropAfter(step: number): void {
    for (const later of [...this.#frames.keys()].filter((one) => one > step)) this.#frames.delete(later);
  }

  /** The probe, if a frame of it can be taken: it was chosen for a model that may have gone since. */
  wantedOf(run: Run): Probe | null {
    const { probe } = this;
    const fits = run.hasDecoder && probe?.mask.length === run.model.tokens;
    return fits && !this.#frames.has(run.step) ? probe : null;
  }

  /** @param dataset the set that the probe's picture is in */
  async take(run: Run, dataset: Dataset, probe: Probe): Promise<void> {
    const picture = await reconstruct(run, dataset, probe.image.index, probe.mask, false);
    const request = { image: probe.image.index, layer: run.model.layers, clustered: true };
    const alike = await similarity(run, dataset, request);
    this.#frames.set(run.step, {
      step: run.step,
      image: probe.image,
      reconstruction: picture,
      similarity: alike,
    });
    const [, second] = [...this.#frames.keys()];
    if (this.#frames.size > KEPT && second !== undefined) this.#frames.delete(second);
  }

  /** A copy: what crosses the door is moved. */
  frame(step: number): Frame {
    const frame = this.#frames.get(step);
    if (frame === undefined) {
      throw new MimError('bad-config', 'there is no picture of step {{step}}', {
        values: { step },
        hint: 'Choose a step of the film strip.',
      });
    }
    return structuredClone(frame);
  }
}

/** @file The browser's side of pretraining: the product's own engine, on the CPU executor, without its page. */

import { RECIPE } from './recipe.ts';
import { cardOf, type Card } from './card.ts';
import { writeSafetensors, readSafetensors } from '../../src/io/safetensors.ts';
import { Engine } from '../../src/trainer/engine.ts';
import type { HeldOutReport, Snapshot } from '../../src/protocol/api.ts';

let heldOut: HeldOutReport | null = null;
const engine = new Engine((name, data) => {
  if (name === 'heldOut') heldOut = data as HeldOutReport;
});

export interface Progress {
  readonly step: number;
  /** Mean training loss of these steps. */
  readonly loss: number;
  readonly learningRate: number;
  readonly heldOut: number;
  readonly visibleMean: number;
  readonly millisecondsPerStep: number;
}

export interface Saved extends Omit<Snapshot, 'bytes'> {
  readonly bytes: string;
}

const toBase64 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const url = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.readAsDataURL(new Blob([bytes]));
  });
  return url.slice(url.indexOf(',') + 1);
};
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.codePointAt(0) ?? 0);

export const pretraining = {
  async begin(saved: Saved | null): Promise<{ step: number; adapter: string; parameters: number }> {
    const { adapter } = await engine.start({ backend: 'wasm', baseUrl: new URL('/', location.href).href });
    const info =
      saved === null
        ? await engine.open(RECIPE)
        : await engine.restore({ ...saved, bytes: fromBase64(saved.bytes) });
    return { step: info.step, adapter, parameters: info.parameters };
  },

  async train(steps: number): Promise<Progress> {
    const before = performance.now();
    const reports = await engine.train(steps);
    const spent = performance.now() - before;
    const last = reports.at(-1)!;
    return {
      step: last.step,
      loss: reports.reduce((sum, { loss }) => sum + loss, 0) / reports.length,
      learningRate: last.learningRate,
      heldOut: heldOut?.loss ?? NaN,
      visibleMean: heldOut?.visibleMeanLoss ?? NaN,
      millisecondsPerStep: spent / reports.length,
    };
  },

  async save(): Promise<Saved> {
    const snapshot = await engine.snapshot();
    return { ...snapshot, bytes: await toBase64(snapshot.bytes) };
  },

  card: (): Promise<Card> => cardOf(engine),

  /** The Hugging Face folder with weights as F16, base64 by name. */
  async ship(): Promise<Record<string, string>> {
    const files = await engine.exportWeights('huggingface');
    const shipped = await Promise.all(
      files.map(async ({ name, bytes }) => {
        const isWeights = name.endsWith('.safetensors');
        const stored = isWeights ? writeSafetensors(readSafetensors(bytes).tensors, { dtype: 'F16' }) : bytes;
        return [name, await toBase64(stored)] as const;
      }),
    );
    return Object.fromEntries(shipped);
  },
};

declare global {
  interface Window {
    pretraining: typeof pretraining;
  }
}
window.pretraining = pretraining;

/** @file What the recorder writes down at one step: plain JSON, means over the probe images. */

import type { MetricId } from './index.ts';

/**
 * Encoder on all patches, encoder on the visible ones only, decoder with mask tokens in the gaps. `pixels`: the patches
 * as they are, one layer without attention, as a baseline: on pattern pictures their colours alone give a texture AUC of
 * 0.85, and a fresh encoder keeps that.
 */
export type StackId = 'pixels' | 'encoder' | 'encoder-visible' | 'decoder';

/** The numbers that each metric announces; a metric that is not defined here is missing. */
export type MetricValues = Readonly<Partial<Record<MetricId, readonly number[]>>>;

export interface LayerRecord {
  readonly stack: StackId;
  /** 0 before the first block, k after the k-th. */
  readonly layer: number;
  readonly values: MetricValues;
}

export interface StackRecord {
  readonly stack: StackId;
  readonly values: MetricValues;
}

export interface MetricRecord {
  readonly step: number;
  /** Probe images that the means are over. */
  readonly images: number;
  readonly layers: readonly LayerRecord[];
  readonly stacks: readonly StackRecord[];
}

/** How far the similarities of one record are from those of the last one. */
export interface ConvergencePoint {
  readonly step: number;
  readonly stack: StackId;
  readonly layer: number;
  /** Mean over probe images and rows of D_KL(softmax(M/τ) then ‖ softmax(M/τ) at the last record). */
  readonly nats: number;
}

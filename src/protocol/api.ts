/** @file The one door between the page and the trainer: everything they may say to each other. */

import type { DataConfig, DeepPartial, HotSettings, RunConfig } from '../config/run-config.ts';
import type { WireError } from '../lib/errors.ts';
import type { Moments } from '../mim/content.ts';
import type { SourceId } from '../mim/sources/index.ts';
import type { Shows } from '../mim/targets/target.ts';
import type { BenchmarkReport, BenchmarkRequest } from './benchmark.ts';

type Floats = Float32Array<ArrayBuffer>;
type Bytes = Uint8Array<ArrayBuffer>;

export interface EngineInfo {
  /** `wasm` is the CPU executor with SIMD, `cpu` the same in plain loops. */
  readonly backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu';
  /** What the browser says of the adapter, or the kind of CPU kernels. */
  readonly adapter: string;
  readonly software: boolean;
  /** Measured on a trial step when the engine started; GFLOP/s of 10⁹ multiply-adds × 2. */
  readonly gigaflops: number;
}

export interface RunInfo {
  readonly id: string;
  /** Complete and checked. */
  readonly config: RunConfig;
  readonly parameters: number;
  /** Patches per image. */
  readonly tokens: number;
  readonly step: number;
  /** Predicted before anything was allocated. */
  readonly bytes: number;
  /** Where the weights came from at first; a run that came back from a snapshot keeps its own. */
  readonly origin: 'fresh' | 'shipped' | 'imported';
  /** False for an encoder-only file: similarity works, reconstruction does not. */
  readonly hasDecoder: boolean;
}

/** One finished optimiser step. `loss` before the step's update, in squared normalised pixels for `l2`. */
export interface StepReport {
  readonly step: number;
  /** The reconstruction's alone. */
  readonly loss: number;
  /** Further losses by their ids in `mim/terms`, unscaled; left out where there are none. */
  readonly terms?: Readonly<Record<string, number>>;
  readonly learningRate: number;
  readonly milliseconds: number;
}

/** Held-out loss of the same masks and crops each time, with the loss of filling in the visible mean. */
export interface HeldOutReport {
  readonly step: number;
  readonly loss: number;
  /**
   * What must be beaten, without a model: the mean of the target over the image's visible patches (of pixels: their mean
   * colour; of a normalised target 0; of classes their shares among the visible) in every hidden one; same images, same masks.
   */
  readonly visibleMeanLoss: number;
}

/** Which picture: one of a source's, by index. */
export interface ImageRef {
  readonly source: SourceId;
  readonly index: number;
}

/** Which weights answer: the run's, the shipped ones, or those remembered as a film-strip frame of the run. */
export type Answerer = 'run' | 'shipped';

export interface Picture {
  readonly side: number;
  /** sRGB bytes, [side, side, 4], alpha 255. */
  readonly rgba: Bytes;
  readonly name: string;
}

/** One image through the model, for display. */
export interface Reconstruction {
  readonly step: number;
  readonly side: number;
  readonly patch: number;
  /** The mask that the model used, [N], 1 = hidden; compare with the one on screen. */
  readonly mask: Bytes;
  /** The model's output for all patches, de-normalised, sRGB bytes [side, side, 4]. */
  readonly rgba: Bytes;
  /** What `rgba` shows; `true-statistics` gives part of the answer away. */
  readonly shows: Shows;
  /**
   * Mean squared error per patch in RGB 0..1, [N]; where no pixels follow from the prediction (`orientations`), the mean
   * loss per number of the target.
   */
  readonly errors: Floats;
  /** The loss the model trains on, on this mask; 0 where nothing is hidden. */
  readonly loss: number;
  /** Over hidden pixels, dB; Infinity where nothing is hidden, NaN where no pixels follow from the prediction. */
  readonly psnrDb: number;
}

/** Cosine similarity of patch features. */
export interface Similarity {
  readonly step: number;
  /** Rows and columns, [n, n], in -1..1. */
  readonly matrix: Floats;
  readonly n: number;
  /** The patch of each row: all of 0..N-1, or the visible ones only. */
  readonly patches: Uint32Array<ArrayBuffer>;
  /** Layer asked for; 0 = patch embedding, `layers` = the encoder's output after its last norm. */
  readonly layer: number;
  readonly layers: number;
  /**
   * Row order by the Fiedler vector (second eigenvector of the normalised graph): block structure shows. Null where it was
   * not asked for: it takes longer than all the rest.
   */
  readonly fiedlerOrder: Uint32Array<ArrayBuffer> | null;
}

/** A film-strip frame: the probe at one step. */
export interface Frame {
  readonly step: number;
  /** The picture that was looked at then; the person may look at another one now. */
  readonly image: ImageRef;
  readonly reconstruction: Reconstruction;
  readonly similarity: Similarity;
}

/** What a script or a person gives and gets back about imported weights. */
export interface ImportReport {
  readonly layout: string;
  readonly model: 'mae' | 'simmim-vit' | 'simmim-swin';
  readonly matched: number;
  readonly ignored: readonly string[];
  readonly hasDecoder: boolean;
}

/** What the person has chosen of the images, of which a file of weights says nothing. */
export type KeptData = Partial<Pick<DataConfig, 'source' | 'patterns' | 'fit' | 'augment'>>;

export interface NamedTensor {
  readonly shape: readonly number[];
  readonly data: Floats;
}

/** pixels: [B, side, side, 3], already normalised. Exactly one of mask ([B, N], 1 = hidden) and noise ([B, N], small = kept). */
export interface Batch {
  readonly pixels: Float32Array;
  readonly side: number;
  readonly mask?: Uint8Array;
  readonly noise?: Float32Array;
}

export interface TrainOnOptions {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly betas: readonly [number, number];
  readonly epsilon: number;
}

export interface ExportedFile {
  readonly name: string;
  readonly bytes: Bytes;
}

export type ExportFormat = 'huggingface';

export interface SourceInfo {
  readonly count: number;
  readonly trainCount: number;
  readonly heldOutCount: number;
  /** True where too few images exist to keep some apart: held-out loss then uses other crops and masks of the same. */
  readonly heldOutIsSeen: boolean;
  /** Indices of pictures that are kept apart, at most 256, evenly spread; left out where none are. */
  readonly heldOut?: readonly number[];
  /** Of the variances of its training pictures, in squared RGB of 0..1: what content-aware masks compare with. */
  readonly complexity?: Moments;
}

export interface IntakeReport {
  readonly accepted: readonly { readonly id: number; readonly name: string; readonly note?: string }[];
  readonly refused: readonly { readonly name: string; readonly error: WireError }[];
}

/** The run that a reload found, so that the page can offer to go on. */
export interface StoredRun {
  readonly name: string;
  readonly step: number;
  readonly savedAt: number;
  readonly config: RunConfig;
  /** The loss history that the page gave along with `rememberPage`. */
  readonly page: string;
}

/** The part of `File` that crosses the door; the core knows no DOM. */
export interface FileLike {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Calls from the page. Each is one round trip; each rejects with a `MimError` and then has changed nothing. */
export interface EngineApi {
  /** Chooses and tries the executor; `backend` forces one. Must come first, once. */
  start(options: { readonly backend?: string; readonly baseUrl: string }): Promise<EngineInfo>;

  /** Starts a fresh run with complete settings: what is left out comes from the preset. Stops a running one. */
  open(config: DeepPartial<RunConfig>): Promise<RunInfo>;
  /** Makes the shipped weights the run, to train on from there. */
  openShipped(keep?: KeptData): Promise<RunInfo>;
  /** Changes settings of the run while it runs. Takes effect at the next step. */
  configure(settings: Partial<HotSettings>): Promise<RunInfo>;
  /** Trains `steps` more steps (null: until paused or the schedule ends); resolves when done or paused. */
  train(steps: number | null): Promise<readonly StepReport[]>;
  /** Resolves when the step under way has finished. */
  pause(): Promise<{ readonly step: number }>;
  /** Bytes that a run with this config would take, and whether it fits; allocates nothing. */
  predict(config: DeepPartial<RunConfig>): Promise<{
    readonly bytes: number;
    readonly limit: number;
    readonly parameters: number;
    /** Of one training step. */
    readonly flops: number;
    readonly secondsPerStep: number;
  }>;

  sourceInfo(source: SourceId): Promise<SourceInfo>;
  picture(image: ImageRef, side: number): Promise<Picture>;
  /** `count` pictures from `first`, each [side, side, 4]; fewer where the source ends. */
  thumbnails(source: SourceId, first: number, count: number, side: number): Promise<readonly Picture[]>;
  /** The person's own files; progress comes as `progress` events with task `images`, `cancel('images')` stops it. */
  addImages(files: readonly FileLike[]): Promise<IntakeReport>;
  /** By ids of an {@link IntakeReport}; `restoreImages` undoes it. */
  removeImages(ids: readonly number[]): Promise<SourceInfo>;
  restoreImages(ids: readonly number[]): Promise<SourceInfo>;
  /** Images as numbers, in place of the person's own: pixels [count, side, side, 3] in 0..1. */
  setImages(pixels: Float32Array, side: number, labels?: Int32Array): Promise<{ readonly count: number }>;

  /** What film-strip frames show. */
  setProbe(image: ImageRef, mask: Uint8Array): Promise<void>;
  /** `shows` matters for normalised targets only; `pixels` then means the raw normalised output. */
  reconstruct(request: {
    readonly image: ImageRef;
    readonly mask: Uint8Array;
    readonly by: Answerer;
    readonly trueStatistics: boolean;
  }): Promise<Reconstruction>;
  similarity(request: {
    readonly image: ImageRef;
    readonly layer: number;
    readonly by: Answerer;
    /** Given: only the visible patches go in, as in training. */
    readonly mask?: Uint8Array;
    /** With `fiedlerOrder`. */
    readonly clustered?: boolean;
  }): Promise<Similarity>;
  /** A remembered film-strip frame. */
  frame(step: number): Promise<Frame>;

  forward(batch: Batch): Promise<{ loss: number; prediction: Floats; mask: Bytes; latent: Floats }>;
  trainOn(batches: readonly Batch[], optimizer: TrainOnOptions): Promise<number[]>;
  gradients(batch: Batch): Promise<Record<string, NamedTensor>>;
  weights(): Promise<Record<string, NamedTensor>>;
  importWeights(
    bytes: Uint8Array,
    configJson?: string,
    preprocessorJson?: string,
    keep?: KeptData,
  ): Promise<ImportReport>;
  exportWeights(format: ExportFormat): Promise<ExportedFile[]>;

  /** Gives the engine the page's own notes (curves, names) to keep beside the snapshot. */
  rememberPage(page: string): Promise<void>;
  /** The snapshot that an earlier session left, or null. */
  storedRun(): Promise<StoredRun | null>;
  /** Takes in the person's own pictures that an earlier session left; to be called once, before `resumeStored`. */
  restoreStoredImages(): Promise<IntakeReport['accepted']>;
  resumeStored(): Promise<RunInfo>;
  forgetStored(): Promise<void>;
  /** Times a step on every executor of this device, with training paused; `cancel('benchmark')` stops it. */
  benchmark(request: BenchmarkRequest): Promise<BenchmarkReport>;
  cancel(task: 'images' | 'benchmark'): Promise<void>;
  /** The run as it is now, so that a fresh worker can go on after this one has died. Throws `diverged` where it has. */
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<RunInfo>;
}

/** Everything a run needs to go on. */
export interface Snapshot {
  readonly name: string;
  readonly config: RunConfig;
  readonly step: number;
  /** The step at which the moments were last zero; 0 where it is not told. */
  readonly momentsSince?: number;
  readonly origin: RunInfo['origin'];
  readonly hasDecoder: boolean;
  /** A safetensors file: weights, and the moments as `moment1/…` and `moment2/…`. */
  readonly bytes: Bytes;
}

/** News from the engine. Small and frequent only: pictures are asked for, never pushed. */
export interface EngineEvents {
  readonly ready: EngineInfo;
  readonly steps: readonly StepReport[];
  readonly heldOut: HeldOutReport;
  readonly status: 'idle' | 'compiling' | 'running' | 'finished';
  /** A film-strip frame of this step can be asked for. */
  readonly frame: { readonly step: number };
  readonly progress: {
    readonly task: 'images' | 'compile' | 'data' | 'benchmark';
    readonly done: number;
    readonly total: number;
  };
  /** A snapshot was kept in memory at this step (and, where the browser allows, on disk). */
  readonly saved: {
    readonly step: number;
    readonly onDisk: boolean;
    /** Of the person's own pictures; absent where there are none. */
    readonly images?: 'on-disk' | 'too-large' | 'refused';
  };
  /** Every second while alive, and when steps change: the time that one may take, so that a hung worker is noticed. */
  readonly heartbeat: { readonly stepMilliseconds: number };
  /** Something went wrong outside a call. `diverged` has rolled back already; see `values`. */
  readonly failed: WireError;
}

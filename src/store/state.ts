/** @file What the page knows. One vanilla zustand store; panels select the smallest slice, actions change it. */

import type { ExperimentId } from '../config/experiments.ts';
import type { RunConfig } from '../config/run-config.ts';
import type { MessageValues, WireError } from '../lib/errors.ts';
import type { PatchMask } from '../mim/grid.ts';
import type { MaskChoice } from '../mim/masks/index.ts';
import type {
  EngineApi,
  EngineInfo,
  HeldOutReport,
  ImageRef,
  Picture,
  Reconstruction,
  RunInfo,
  Similarity,
  SourceInfo,
  StoredRun,
} from '../protocol/api.ts';
import type { SourceId } from '../mim/sources/index.ts';
import type { BenchmarkReport } from '../protocol/benchmark.ts';

/** A run as the list shows it; its curve lives in `history.ts`, outside the immutable state. */
export interface RunRecord {
  /** `bold-otter-2`; the person may change it. */
  readonly name: string;
  readonly id: string;
  readonly config: RunConfig;
  readonly step: number;
  readonly loss: number | null;
  /** What differs from the run before it: `mask ratio 75 % → 60 %`. English templates, filled and translated on show. */
  readonly changes: readonly { readonly template: string; readonly values: MessageValues }[];
  /** 0..5: colour and dash of its curve. */
  readonly style: number;
  readonly isCurrent: boolean;
}

/** A change made while training, drawn as a tick on the loss curve. */
export interface LiveChange {
  readonly runId: string;
  readonly step: number;
  readonly template: string;
  readonly values: MessageValues;
}

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'warning' | 'error';
  /** English template; the key of its translation. */
  readonly template: string;
  readonly values: MessageValues;
  readonly hint?: string;
  /** A way on, e.g. "Halve the learning rate and continue". */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** The other answer, where the sentence is a question. */
  readonly refusal?: { readonly label: string; readonly run: () => void };
  /** Sentences below the first, one line each. */
  readonly details?: readonly { readonly template: string; readonly values: MessageValues }[];
}

export interface OwnImage {
  readonly id: number;
  readonly name: string;
  /** What was done to it on the way in, e.g. "first frame of 12"; English. */
  readonly note?: string;
}

/** What became of one arm of a comparison. */
export interface ArmResult {
  /** English; the key of its translation. */
  readonly label: string;
  /** Null where the run could not be opened. */
  readonly runId: string | null;
  readonly step: number;
  readonly heldOut: HeldOutReport | null;
  /** Of the comparison's picture and mask; null where the model has other patches. */
  readonly reconstruction: Reconstruction | null;
  readonly problem: WireError | null;
}

export interface ExperimentState {
  readonly id: ExperimentId;
  /** Of each arm. */
  readonly steps: number;
  readonly isRunning: boolean;
  /** What every arm is asked for. */
  readonly image: ImageRef;
  readonly picture: Picture | null;
  readonly mask: PatchMask;
  /** Of the arms that have finished, in their order. */
  readonly results: readonly ArmResult[];
}

/** See `EngineApi.predict`. */
export type Prediction = Awaited<ReturnType<EngineApi['predict']>>;

/** Which similarity view is on; 'auto' scales to the 2nd and 98th percentile. */
export interface MatrixView {
  readonly layer: number;
  readonly order: 'image' | 'cluster' | 'mask';
  readonly scale: 'auto' | '0..1' | '-1..1';
  readonly seen: 'all' | 'visible';
}

export interface AppState {
  readonly engine: EngineInfo | null;
  readonly status: 'starting' | 'idle' | 'compiling' | 'running' | 'finished';
  readonly progress: {
    readonly task: 'images' | 'compile' | 'data' | 'benchmark';
    readonly done: number;
    readonly total: number;
  } | null;
  readonly notices: readonly Notice[];

  /** What the form shows. Equal to `run.config` except for cold changes that wait for a restart. */
  readonly draft: RunConfig;
  readonly run: RunInfo | null;
  /** Newest last; the current run is among them. */
  readonly runs: readonly RunRecord[];
  readonly stored: StoredRun | null;
  readonly liveChanges: readonly LiveChange[];
  /** Bumped at most once per animation frame when `history.ts` has grown. */
  readonly historyVersion: number;
  readonly lastHeldOut: HeldOutReport | null;
  readonly imagesPerSecond: number | null;

  /** The picture that every live view shows, and its mask. */
  readonly image: ImageRef;
  readonly picture: Picture | null;
  readonly mask: PatchMask;
  /** Seed of the mask on screen; training draws its masks from `config.seed`. */
  readonly maskSeed: number;
  /** The strategy that painting replaced, for a one-click way back; null where nothing was painted over. */
  readonly previousMask: MaskChoice | null;
  /** Patches that survive a new seed or ratio, [N], 1 = pinned. */
  readonly pinned: Uint8Array;
  readonly answerer: 'run' | 'shipped';
  readonly reconstruction: Reconstruction | null;
  /** The model was asked for a reconstruction and could not give one; a sentence has said why. */
  readonly failedToAnswer: boolean;
  readonly similarity: Similarity | null;
  readonly sources: Readonly<Partial<Record<SourceId, SourceInfo>>>;
  /** The person's own pictures that are still there, in the order of the `own` source's index. */
  readonly ownImages: readonly OwnImage[];
  /** Ids of own pictures that were removed and can come back. */
  readonly removedImages: readonly number[];
  /** Ids of runs taken off the list; undo brings them back. */
  readonly removedRuns: readonly string[];
  /** What the draft would take on this device; null until it was asked for. */
  readonly prediction: Prediction | null;

  /** The patch under the pointer or the keyboard; every view that has patches draws it. */
  readonly focusPatch: number | null;
  readonly lockedPatch: number | null;
  readonly secondPatch: number | null;
  /** The other patch of the similarity cell under the pointer. */
  readonly pairPatch: number | null;
  readonly heat: boolean;
  readonly heatOpacity: number;
  readonly brush: 1 | 2 | 3;
  readonly tool: 'brush' | 'rectangle' | 'pin';
  readonly reconstructionView: 'reconstruction' | 'composite' | 'error' | 'split';
  readonly trueStatistics: boolean;
  readonly matrix: MatrixView;
  /** Steps of the film strip's frames, ascending. */
  readonly frames: readonly number[];
  /** The frame shown in place of the live view, or null for "now". */
  readonly shownFrame: number | null;
  readonly zoomedPanel: 0 | 1 | 2 | 3 | 4;
  readonly railOpen: boolean;
  /** Parts of the settings that a link has hidden; see `link.ts`. */
  readonly hiddenParts: readonly ('data' | 'mask' | 'model' | 'training')[];
  readonly benchTab: 'runs' | 'compare' | 'information' | 'log' | 'learn' | null;
  readonly curve: {
    readonly smoothing: number;
    readonly log: boolean;
    readonly axis: 'step' | 'images' | 'minutes';
    /** The step under the crosshair, shared with the film strip. */
    readonly hoverStep: number | null;
  };

  readonly language: 'en' | 'zh';
  readonly theme: 'system' | 'light' | 'dark';
  readonly shortcuts: boolean;
  /** Which dialog is open. */
  readonly dialog: 'shortcuts' | 'export' | 'import' | 'about' | 'benchmark' | 'methods' | null;
  /** The last comparison, finished or under way. */
  readonly experiment: ExperimentState | null;
  /** How fast this device trains, as far as it was measured. */
  readonly benchmark: { readonly isRunning: boolean; readonly report: BenchmarkReport | null };
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Lines of the Log tab, newest last, at most 500. */
  readonly log: readonly { readonly at: number; readonly text: string }[];
  readonly lastError: WireError | null;
}

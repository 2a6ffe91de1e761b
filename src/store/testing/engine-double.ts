/** @file An engine for tests of the page: answers the protocol over a real channel and computes next to nothing. */

import { layersOf } from '../../config/model-shape.ts';
import { completeConfig, applyHot } from '../../config/parse.ts';
import { gridOf, type HotSettings, type RunConfig } from '../../config/run-config.ts';
import { PRESETS } from '../../config/presets.ts';
import { patchCount } from '../../mim/grid.ts';
import { MimError } from '../../lib/errors.ts';
import { serve, type Port } from '../../lib/rpc.ts';
import type {
  EngineApi,
  EngineEvents,
  EngineInfo,
  KeptData,
  RunInfo,
  StepReport,
} from '../../protocol/api.ts';
import type { EngineWorker } from '../spawn-worker.ts';

type Emit = ReturnType<typeof serve<EngineApi, EngineEvents>>;

/** One worker's life. Methods can be replaced to test what happens then. */
export interface EngineDouble {
  readonly calls: [string, ...unknown[]][];
  readonly emit: Emit;
  readonly worker: EngineWorker;
  readonly isTerminated: () => boolean;
  /** As `worker.onerror` does. */
  kill(reason: string): void;
  /** Replaces the answer to a call. */
  answer<M extends keyof EngineApi>(method: M, by: EngineApi[M]): void;
  /** Calls of one method. */
  asked(method: keyof EngineApi): unknown[][];
}

const INFO: EngineInfo = { backend: 'webgpu', adapter: 'double', software: false, gigaflops: 100 };

export function engineDouble(info: EngineInfo = INFO): EngineDouble {
  const { port1, port2 } = new MessageChannel();
  const calls: [string, ...unknown[]][] = [];
  const deaths: ((reason: string) => void)[] = [];
  let isTerminated = false;
  const api = standard(info, (name, data) => emit(name, data));
  const logged = new Proxy(api, {
    get: (target, method: keyof EngineApi) => {
      const answer = target[method] as ((...args: unknown[]) => unknown) | undefined;
      return (
        answer &&
        ((...args: unknown[]) => {
          calls.push([method, ...args]);
          return answer.apply(target, args);
        })
      );
    },
  });
  const emit = serve<EngineApi, EngineEvents>(portOf(port2), logged);
  return {
    calls,
    emit,
    worker: {
      ...portOf(port1),
      postMessage: (message, transfer = []) => port1.postMessage(withoutFiles(message), transfer),
      onDeath: (listener) => deaths.push(listener),
      terminate() {
        isTerminated = true;
        port1.close();
      },
    },
    isTerminated: () => isTerminated,
    kill: (reason) => deaths.forEach((listener) => listener(reason)),
    answer: (method, by) => Object.assign(api, { [method]: by }),
    asked: (method) => calls.filter(([name]) => name === method).map(([, ...args]) => args),
  };
}

/** Node's channels forget that a Blob was a File; browsers' do not. */
function withoutFiles(message: unknown): unknown {
  const { method, args, ...rest } = message as {
    readonly method?: string;
    readonly args?: readonly File[][];
  };
  if (method !== 'addImages') return message;
  return { ...rest, method, args: args?.map((files) => files.map(({ name, size }) => ({ name, size }))) };
}

function portOf(port: MessagePort): Port {
  return {
    postMessage: (message, transfer = []) => port.postMessage(message, transfer),
    addEventListener(type, listener) {
      port.addEventListener(type, listener);
      port.start();
    },
  };
}

const keepingData = (config: RunConfig, keep: KeptData = {}): RunConfig => ({
  ...config,
  data: { ...config.data, ...keep },
});

/** A run that counts steps; its loss is 1 / step. */
function standard(engine: EngineInfo, emit: Emit): EngineApi {
  let run: RunInfo | null = null;
  let opened = 0;
  let isTraining = false;
  const adopt = (config: RunInfo['config'], rest: Partial<RunInfo>): RunInfo => {
    opened++;
    const tokens = patchCount(gridOf(config));
    const base = {
      id: `run-${opened}`,
      parameters: 1000,
      tokens,
      step: 0,
      bytes: 1e6,
      origin: 'fresh',
      hasDecoder: true,
    };
    run = { ...base, config, ...rest } as RunInfo;
    return run;
  };
  const need = (): RunInfo => {
    if (run === null) throw new MimError('bad-config', 'no run');
    return run;
  };
  const picture = (side: number): Uint8Array<ArrayBuffer> => new Uint8Array(side * side * 4);
  const answering = (by: string): RunInfo['config'] =>
    by === 'run' ? need().config : PRESETS['mae-m'].config;
  const oneStep = (): StepReport => {
    const step = need().step + 1;
    run = { ...need(), step };
    return { step, loss: 1 / step, learningRate: 0.001, milliseconds: 10 };
  };
  const unused = (): never => {
    throw new MimError('internal', 'not part of the double');
  };
  return {
    start: async () => engine,
    open: async (config) => adopt(completeConfig(config), {}),
    openShipped: async (keep) => adopt(keepingData(PRESETS['mae-m'].config, keep), { origin: 'shipped' }),
    configure: async (settings: Partial<HotSettings>) => {
      run = { ...need(), config: applyHot(need().config, settings) };
      return run;
    },
    async train(steps) {
      isTraining = true;
      emit('status', 'running');
      const reports: StepReport[] = [];
      const goesOn = (): boolean => isTraining && (steps === null || reports.length < steps);
      while (goesOn()) {
        const report = oneStep();
        reports.push(report);
        emit('steps', [report]);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      isTraining = false;
      emit('status', 'idle');
      return reports;
    },
    async pause() {
      isTraining = false;
      return { step: run?.step ?? 0 };
    },
    predict: async () => ({ bytes: 1, limit: 2, parameters: 3, flops: 4, secondsPerStep: 0.05 }),
    sourceInfo: async () => ({ count: 20, trainCount: 16, heldOutCount: 4, heldOutIsSeen: false }),
    picture: async (image, side) => ({ side, rgba: picture(side), name: `${image.source} ${image.index}` }),
    thumbnails: async () => [],
    addImages: async (files) => ({ accepted: files.map(({ name }, id) => ({ id, name })), refused: [] }),
    removeImages: async () => ({ count: 0, trainCount: 0, heldOutCount: 0, heldOutIsSeen: true }),
    restoreImages: async () => ({ count: 1, trainCount: 1, heldOutCount: 1, heldOutIsSeen: true }),
    setImages: async (pixels, side) => ({ count: pixels.length / (side * side * 3) }),
    setProbe: async () => undefined,
    async reconstruct({ mask, by, trueStatistics }) {
      const { data, model, target } = answering(by);
      const shows = target.id === 'pixels' ? 'pixels' : trueStatistics ? 'true-statistics' : 'normalized';
      return {
        step: by === 'run' ? need().step : 0,
        side: data.side,
        patch: model.patch,
        mask: Uint8Array.from(mask),
        rgba: picture(data.side),
        shows,
        errors: new Float32Array(mask.length),
        loss: 0.5,
        psnrDb: 20,
      };
    },
    similarity: async ({ layer, by, clustered = false }) => ({
      step: 0,
      matrix: new Float32Array(4),
      n: 2,
      patches: new Uint32Array(2),
      layer,
      layers: layersOf(answering(by).model),
      fiedlerOrder: clustered ? new Uint32Array(2) : null,
    }),
    async frame(step) {
      const mask = new Uint8Array(need().tokens);
      const request = {
        image: { source: 'photos', index: 0 },
        mask,
        by: 'run',
        trueStatistics: false,
      } as const;
      const reconstruction = { ...(await this.reconstruct(request)), step };
      return {
        step,
        image: request.image,
        reconstruction,
        similarity: { ...(await this.similarity({ ...request, layer: 1 })), step },
      };
    },
    forward: unused,
    trainOn: async (batches) => batches.map(() => 0.5),
    gradients: unused,
    weights: async () => ({}),
    async importWeights(_bytes, _config, _preprocessor, keep) {
      adopt(keepingData(PRESETS['mae-xs'].config, keep), { origin: 'imported' });
      return { layout: 'huggingface', model: 'mae', matched: 10, ignored: [], hasDecoder: true };
    },
    exportWeights: async () => [{ name: 'config.json', bytes: new Uint8Array(2) }],
    rememberPage: async () => undefined,
    storedRun: async () => null,
    restoreStoredImages: async () => [],
    resumeStored: async () => adopt(PRESETS['mae-xs'].config, { origin: 'fresh', step: 40 }),
    forgetStored: async () => undefined,
    benchmark: async () => ({ rows: [] }),
    cancel: async () => undefined,
    async snapshot() {
      const { id, config, step, origin, hasDecoder } = need();
      return { name: id, config, step, origin, hasDecoder, bytes: new Uint8Array(8) };
    },
    restore: async ({ config, step, origin }) => adopt(config, { origin, step, id: `restored-${step}` }),
  };
}

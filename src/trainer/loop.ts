/** @file The training loop: step after step until told otherwise. Paced by nothing but the steps themselves. */

import type { Dataset } from '../data/dataset.ts';
import type { Session } from '../executors/executor.ts';
import { MimError } from '../lib/errors.ts';
import { learningRateAt } from '../mim/schedules/index.ts';
import type { StepReport } from '../protocol/api.ts';
import { trainInputs, trainOptions, type Inputs } from './batches.ts';
import { nextTask, type Mutex } from './mutex.ts';
import type { Run } from './run.ts';
import { fixedInputs, stepInputs } from './update-inputs.ts';

/** Steps queued on the device at once: one runs while the next is made ready. */
const IN_FLIGHT = 2;
/** Reports wait this long for company. */
const REPORT_MS = 100;

export interface LoopHooks {
  /** Finished steps, in order; each step is reported once. */
  reported(reports: readonly StepReport[]): void;
  /** Between two steps, with nothing in flight where `wantsQuiet(step)` was true. */
  wantsQuiet(step: number): boolean;
  quiet(step: number): Promise<void>;
}

interface Queued {
  readonly report: Omit<StepReport, 'loss' | 'terms' | 'milliseconds'>;
  /** The reconstruction's, and those of further terms by their ids. */
  readonly losses: Promise<Pick<StepReport, 'loss' | 'terms'>>;
}

export class TrainLoop {
  /** Once set it stays: each training has a loop of its own. */
  #stopping = false;
  /** Where the tables of which optimiser's settings have been written. */
  #fixed: { readonly session: Session; readonly optimizer: unknown } | null = null;
  /** The inputs of the last step: an array that a model makes once, and nobody changes, is written once. */
  #written: { readonly session: Session; readonly inputs: Inputs } | null = null;

  stop(): void {
    this.#stopping = true;
  }

  /**
   * Trains `count` more steps; null: until stopped, or to the end of the run's schedule.
   * Resolves with the reports of all of them. Throws `diverged` on the first loss that is not finite.
   */
  async train(
    run: Run,
    dataset: Dataset,
    count: number | null,
    lock: Mutex,
    hooks: LoopHooks,
  ): Promise<StepReport[]> {
    const all: StepReport[] = [];
    const queue: Queued[] = [];
    let unsent: StepReport[] = [];
    let lastSent = performance.now();
    let lastDone = performance.now();
    const first = run.step;
    const isOver = (): boolean =>
      this.#stopping ||
      (count !== null && run.step - first >= count) ||
      (count === null && run.config.steps > 0 && run.step >= run.config.steps);

    const finishOldest = async (): Promise<void> => {
      const { report, losses } = queue.shift()!;
      const values = await losses;
      const now = performance.now();
      const done: StepReport = { ...report, ...values, milliseconds: now - lastDone };
      lastDone = now;
      if (![done.loss, ...Object.values(done.terms ?? {})].every(Number.isFinite))
        throw diverged(done.step, done.learningRate, all.at(-1)?.loss);
      all.push(done);
      unsent.push(done);
      if (now - lastSent < REPORT_MS) return;
      hooks.reported(unsent);
      unsent = [];
      lastSent = now;
    };

    try {
      while (!isOver()) {
        queue.push(await lock.run(() => this.#issue(run, dataset)));
        if (hooks.wantsQuiet(run.step)) {
          while (queue.length > 0) await finishOldest();
          if (unsent.length > 0) hooks.reported(unsent);
          unsent = [];
          await hooks.quiet(run.step);
          lastDone = performance.now();
        }
        if (queue.length >= IN_FLIGHT) await finishOldest();
        await nextTask();
      }
      while (queue.length > 0) await finishOldest();
    } finally {
      await Promise.allSettled(queue.map(({ losses }) => losses)); // after a failure nothing of it may still be under way
      if (unsent.length > 0) hooks.reported(unsent);
    }
    return all;
  }

  /** Feeds and queues one step; the run counts it from now on. */
  async #issue(run: Run, dataset: Dataset): Promise<Queued> {
    const { config, step } = run;
    const { optimizer, schedule, steps } = config;
    const learningRate = learningRateAt(schedule, optimizer.learningRate, step, steps);
    const session: Session = await run.session(trainOptions(run.model, config, dataset.count));
    const inputs = trainInputs(run.model, config, dataset, step);
    const known = this.#written?.session === session ? this.#written.inputs : {};
    for (const [name, data] of Object.entries(inputs)) if (known[name] !== data) session.write(name, data);
    this.#written = { session, inputs };
    this.#writeUpdate(run, session, learningRate);
    run.step = step + 1;
    const losses = session.run(run.model.losses).then(lossesOf);
    losses.catch(() => undefined); // it is awaited later; until then a rejection is no accident
    return { report: { step: run.step, learningRate }, losses };
  }

  #writeUpdate({ config, layout, step, momentsSince }: Run, session: Session, learningRate: number): void {
    const { optimizer } = config;
    const isNew = this.#fixed?.session !== session || this.#fixed.optimizer !== optimizer;
    this.#fixed = { session, optimizer };
    const tables = isNew ? fixedInputs(config, layout) : {};
    const own = stepInputs(config, learningRate, step + 1, momentsSince);
    for (const [name, data] of Object.entries({ ...tables, ...own })) session.write(name, data);
  }
}

/** What a step reports of the values that were read. */
function lossesOf(values: Readonly<Record<string, ArrayLike<number>>>): Pick<StepReport, 'loss' | 'terms'> {
  const { loss, ...others } = values;
  const terms = Object.entries(others).map(
    ([name, value]) => [name.replace('loss.', ''), value[0]!] as const,
  );
  return { loss: loss![0]!, ...(terms.length > 0 && { terms: Object.fromEntries(terms) }) };
}

/** @param last the last finite loss */
export const diverged = (step: number, learningRate: number, last = 0): MimError =>
  new MimError('diverged', 'the loss became NaN or infinite at step {{step}}', {
    values: { step, learningRate, last },
    hint: 'Halve the learning rate and go on from the last good step.',
  });

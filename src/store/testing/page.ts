/** @file A page in a test: a fresh state, and workers that are doubles. */

import { offerRemedies } from '../actions/training.ts';
import { startEngine } from '../engine.ts';
import type { AppState } from '../state.ts';
import { app, initialState } from '../store.ts';
import type { Supervised } from '../supervisor.ts';
import { forgetSteps } from '../undo.ts';
import { engineDouble, type EngineDouble } from './engine-double.ts';

export interface TestPage {
  readonly engine: Supervised;
  /** Every worker so far, newest last. */
  readonly workers: EngineDouble[];
  readonly newest: () => EngineDouble;
}

/** Starts the engine as `boot` does, without the first pictures. */
export async function testPage(double: () => EngineDouble = engineDouble): Promise<TestPage> {
  app.setState(initialState(), true);
  forgetSteps();
  offerRemedies();
  const workers: EngineDouble[] = [];
  const spawn = (): EngineDouble['worker'] => {
    const made = double();
    workers.push(made);
    return made.worker;
  };
  const engine = startEngine({ spawn, baseUrl: 'http://localhost/' });
  await engine.ready;
  app.setState({ status: 'idle' });
  const newest = (): EngineDouble => {
    const last = workers.at(-1);
    if (last === undefined) throw new Error('no worker was started');
    return last;
  };
  return { engine, workers, newest };
}

/** Waits until the state is as wanted. */
export async function until(isSo: (state: AppState) => boolean, milliseconds = 3000): Promise<void> {
  if (isSo(app.getState())) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`still not so: ${isSo.toString()}`)), milliseconds);
    const stop = app.subscribe((state) => {
      if (!isSo(state)) return;
      clearTimeout(timer);
      stop();
      resolve();
    });
  });
}

/** Long enough for messages to go there and back. */
export const settle = (milliseconds = 20): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

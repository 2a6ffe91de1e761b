/** @file The worker's entry: serves the engine, and makes silent deaths loud. */

import { MimError, toWire } from '../lib/errors.ts';
import { serve, type Port } from '../lib/rpc.ts';
import type { EngineApi, EngineEvents } from '../protocol/api.ts';
import { Engine } from './engine.ts';

const engine: Engine = new Engine((name, data) => emit(name, data));
const emit = serve<EngineApi, EngineEvents>(self as unknown as Port, engine);

// The page hears of uncaught errors, but not of promises that nobody awaits.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  const reason: unknown = event.reason;
  emit('failed', toWire(reason instanceof Error ? reason : new MimError('internal', String(reason))));
});

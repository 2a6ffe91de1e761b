/** @file The threads of an executor, seen from its own: started, given programs, run together, ended. */

import { invariant } from '../../lib/assert.ts';
import type { Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { Meeting, meetingBytes } from './meeting.ts';
import type { FromThread, Program, ToThread } from './thread.ts';

/** One more thread, as its starter holds it. */
export interface ThreadPort {
  post(message: ToThread): void;
  onMessage(listener: (message: FromThread) => void): void;
  /** Called when it fails to load or ends by itself. */
  onDeath(listener: (reason: string) => void): void;
  terminate(): void;
}
export type SpawnThread = () => ThreadPort;

export interface TeamParts {
  readonly heap: Heap;
  readonly kernels: Kernels;
  readonly module: WebAssembly.Module;
  readonly spawn: SpawnThread;
  readonly tileHeight: number;
  readonly patienceMs: number;
}

/** A thread that has not said that it is ready by then is not used. */
const START_MS = 10_000;

export class Team {
  /** Settles with a sentence when a thread has died. */
  readonly lost: Promise<string>;
  readonly meeting: Meeting;
  readonly #ports: ThreadPort[];
  #died: (sentence: string) => void = () => undefined;
  #nextId = 0;
  #dead: string | null = null;
  #isDisposed = false;

  /** Starts `count` - 1 threads. Rejects if one does not start. */
  static async start(parts: TeamParts, count: number): Promise<Team> {
    const { heap, kernels, module, spawn, tileHeight, patienceMs } = parts;
    const bytes = meetingBytes(count);
    const words = heap.allocate(bytes);
    heap.bytes(words, bytes).fill(0);
    const scratches = Array.from({ length: count - 1 }, () => heap.allocate(kernels.multiplyScratch()));
    const meeting = new Meeting(heap.integers(words, bytes / 4), patienceMs);
    const ports = scratches.map(() => spawn());
    const team = new Team(ports, meeting);
    const ready = ports.map(
      (port) => new Promise<void>((resolve) => port.onMessage(({ kind }) => kind === 'ready' && resolve())),
    );
    const { memory } = heap;
    const common = { module, memory, words, wordCount: bytes / 4, tileHeight, patienceMs };
    ports.forEach((port, i) => {
      port.post({ kind: 'start', index: i + 1, scratch: scratches[i]!, ...common });
    });
    let isReady = false;
    AbortSignal.timeout(START_MS).addEventListener('abort', () => {
      if (!isReady) team.fail('it did not start');
    });
    const reason = await Promise.race([Promise.all(ready), team.lost]);
    isReady = typeof reason !== 'string';
    if (isReady) return team;
    team.dispose();
    throw new Error(String(reason));
  }

  private constructor(ports: ThreadPort[], meeting: Meeting) {
    this.#ports = ports;
    this.meeting = meeting;
    this.lost = new Promise((resolve) => {
      this.#died = resolve;
    });
    for (const port of ports) {
      port.onDeath((reason) => this.fail(reason));
      port.onMessage((message) => message.kind === 'failed' && this.fail(message.reason));
    }
  }

  /** Gives all threads up: none waits any more, and no further run begins. */
  fail(reason: string): void {
    if (this.#isDisposed || this.#dead !== null) return;
    this.#dead = reason;
    this.meeting.breakUp();
    this.#died(`A thread of the CPU executor has ended: ${reason}`);
  }

  /** Threads, the executor's own included. */
  get count(): number {
    return this.#ports.length + 1;
  }

  /** Gives further threads a program each; the first thread's own is the caller's. */
  open(programs: readonly Program[]): number {
    const id = this.#nextId++;
    programs.forEach((program, i) => this.#ports[i]!.post({ kind: 'open', id, program }));
    return id;
  }

  /** Sets the further ones of `count` threads going; the caller does its own part meanwhile. */
  begin(id: number, count = this.count): void {
    invariant(!this.#isDisposed, 'threads after dispose');
    if (this.#dead !== null) throw new Error(`a thread of the CPU executor has ended: ${this.#dead}`);
    for (const port of this.#ports.slice(0, count - 1)) port.post({ kind: 'run', id });
  }

  close(id: number): void {
    if (!this.#isDisposed) for (const port of this.#ports) port.post({ kind: 'close', id });
  }

  /** Keeps the first `count` threads and ends the others. */
  keep(count: number): void {
    for (const port of this.#ports.splice(count - 1)) port.terminate();
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const port of this.#ports) port.terminate();
  }
}

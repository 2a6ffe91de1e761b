/** @file Where threads wait for each other: three words of shared memory and one for each thread. */

const ARRIVED = 0;
const ROUND = 1;
const BROKEN = 2;
const FIRST_TICK = 3;

/** Threads find each other within this many looks where each has a core; else they sleep until they are woken. */
const LOOKS = 4000;
const NAP_MS = 500;

export const meetingBytes = (threads: number): number => (FIRST_TICK + threads) * 4;

/** Thrown where another thread has failed or is gone. */
export class MeetingBroken extends Error {}

export class Meeting {
  readonly #words: Int32Array;
  readonly #patienceMs: number;

  /**
   * @param words {@link meetingBytes} of shared memory, zero at first
   * @param patienceMs how long no thread may take a step before those who wait give up
   */
  constructor(words: Int32Array, patienceMs: number) {
    this.#words = words;
    this.#patienceMs = patienceMs;
  }

  /** Returns when `count` threads have come here. Throws {@link MeetingBroken} if one never will. */
  meet(count: number): void {
    const words = this.#words;
    const round = Atomics.load(words, ROUND);
    this.#check(); // after the round is known: a break-up from here on ends it
    if (Atomics.add(words, ARRIVED, 1) === count - 1) {
      Atomics.store(words, ARRIVED, 0);
      Atomics.add(words, ROUND, 1);
      Atomics.notify(words, ROUND);
    } else this.#wait(round);
    this.#check();
  }

  /** Says that this thread is alive. */
  tick(index: number): void {
    Atomics.add(this.#words, FIRST_TICK + index, 1);
  }

  /** Lets nobody wait any more. */
  breakUp(): void {
    Atomics.store(this.#words, BROKEN, 1);
    Atomics.add(this.#words, ROUND, 1);
    Atomics.notify(this.#words, ROUND);
  }

  get isBroken(): boolean {
    return Atomics.load(this.#words, BROKEN) !== 0;
  }

  #check(): void {
    if (this.isBroken) throw new MeetingBroken('a thread of the CPU executor failed');
  }

  #wait(round: number): void {
    const words = this.#words;
    for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, ROUND) !== round) return;
    let ticks = this.#ticks();
    let idleMs = 0;
    while (Atomics.load(words, ROUND) === round) {
      if (Atomics.wait(words, ROUND, round, NAP_MS) !== 'timed-out') continue;
      const now = this.#ticks();
      idleMs = now === ticks ? idleMs + NAP_MS : 0;
      ticks = now;
      if (idleMs >= this.#patienceMs) this.breakUp();
    }
  }

  #ticks(): number {
    let sum = 0;
    for (let i = FIRST_TICK; i < this.#words.length; i++) sum = (sum + Atomics.load(this.#words, i)) | 0;
    return sum;
  }
}

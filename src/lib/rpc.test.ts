/** @file Calls and events over a real MessageChannel. */

import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MimError } from './errors.ts';
import { createClient, serve, type Client, type Port } from './rpc.ts';

interface Api {
  add(a: number, b: number): number;
  later(value: string): Promise<string>;
  fail(): never;
  bug(): never;
  hang(): Promise<void>;
  pixels(length: number): { readonly inner: { readonly data: Float32Array } };
  kept(): number;
}
interface Events {
  readonly steps: readonly number[];
  readonly pictures: Uint8Array;
}

const picture = new Float32Array(8);
const api: Api = {
  add: (a, b) => a + b,
  later: async (value) => `${value}!`,
  fail: () => {
    throw new MimError('busy', 'step {{step}} is under way', {
      values: { step: 7 },
      hint: 'Wait for {{step}}.',
    });
  },
  bug: () => {
    throw new RangeError('out of range');
  },
  hang: () => new Promise(() => {}),
  pixels: (length) => ({ inner: { data: length === 8 ? picture : new Float32Array(length).fill(0.5) } }),
  kept: () => picture.length,
};

let channel: MessageChannel;
let client: Client<Api, Events>;
let emit: ReturnType<typeof serve<Api, Events>>;

beforeEach(() => {
  channel = new MessageChannel();
  client = createClient<Api, Events>(channel.port1 as unknown as Port);
  emit = serve<Api, Events>(channel.port2 as unknown as Port, api);
});
afterEach(() => channel.port1.close());

/** Everything sent before has arrived once a later call has come back. */
const settle = (): Promise<number> => client.call.add(0, 0);

describe('a call', () => {
  it('comes back with the value, also where the method is asynchronous', async () => {
    expect(await client.call.add(2, 3)).toBe(5);
    expect(await client.call.later('done')).toBe('done!');
  });

  it('finds its own answer among many under way', async () => {
    const sums = await Promise.all(Array.from({ length: 50 }, (_, i) => client.call.add(i, i)));
    expect(sums).toEqual(Array.from({ length: 50 }, (_, i) => 2 * i));
  });

  it('rejects with the code, the template, the values and the hint of the far side', async () => {
    const error = await client.call.fail().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MimError);
    expect(error).toMatchObject({
      code: 'busy',
      message: 'step 7 is under way',
      template: 'step {{step}} is under way',
      values: { step: 7 },
      hint: 'Wait for {{step}}.',
    });
  });

  it('rejects a bug as internal', async () => {
    await expect(client.call.bug()).rejects.toMatchObject({ code: 'internal', message: 'out of range' });
  });

  it('rejects where the far side has no such method', async () => {
    const stranger = client.call as unknown as { nothing(): Promise<void> };
    await expect(stranger.nothing()).rejects.toMatchObject({
      code: 'internal',
      message: 'no method nothing',
    });
  });

  it('rejects what cannot be sent, and the client goes on', async () => {
    const any = client.call as unknown as { later(value: unknown): Promise<string> };
    await expect(any.later(() => 0)).rejects.toThrow(/could not be cloned/);
    expect(await client.call.add(1, 1)).toBe(2);
  });

  it('leaves the methods as they are when an async function returns them', async () => {
    const methods = await Promise.resolve(client.call);
    expect(await methods.add(4, 5)).toBe(9);
  });

  it('moves array buffers instead of copying them', async () => {
    const { inner } = await client.call.pixels(8);
    expect(inner.data.length).toBe(8);
    expect(await client.call.kept()).toBe(0);
  });
});

describe('fail', () => {
  it('rejects every call that waits, and none after it', async () => {
    const waiting = [client.call.hang(), client.call.hang()];
    const lost = new MimError('device-lost', 'the worker died');
    client.fail(lost);
    for (const call of waiting) await expect(call).rejects.toBe(lost);
    expect(await client.call.add(1, 2)).toBe(3);
  });
});

describe('an event', () => {
  it('reaches every listener of its name, in order', async () => {
    const first: unknown[] = [];
    const second: unknown[] = [];
    client.on('steps', (steps) => first.push(...steps));
    client.on('steps', (steps) => second.push(...steps));
    client.on('pictures', () => first.push('picture'));
    emit('steps', [1, 2]);
    emit('steps', [3]);
    await settle();
    expect(first).toEqual([1, 2, 3]);
    expect(second).toEqual([1, 2, 3]);
  });

  it('stops reaching a listener that has stopped listening, and only that one', async () => {
    const stopped: unknown[] = [];
    const going: unknown[] = [];
    const stop = client.on('steps', (steps) => stopped.push(...steps));
    client.on('steps', (steps) => going.push(...steps));
    emit('steps', [1]);
    await settle();
    stop();
    emit('steps', [2]);
    await settle();
    expect(stopped).toEqual([1]);
    expect(going).toEqual([1, 2]);
  });

  it('moves its array buffers', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const got: Uint8Array[] = [];
    client.on('pictures', (data) => got.push(data));
    emit('pictures', bytes);
    await settle();
    expect([...got[0]!]).toEqual([1, 2, 3]);
    expect(bytes.length).toBe(0);
  });
});

describe('the types', () => {
  it('refuse a wrong argument, a wrong event and a method that is not there', () => {
    const wrong = (): void => {
      // @ts-expect-error -- a string is no number
      void client.call.add('1', 2);
      // @ts-expect-error -- numbers, not strings
      emit('steps', ['1']);
      // @ts-expect-error -- no such method
      void client.call.subtract(1, 2);
    };
    expect(wrong).toBeTypeOf('function');
  });
});

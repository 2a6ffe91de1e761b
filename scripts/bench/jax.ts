/**
 * @file The step in jax-js, in its best mode: forward, backward and update compiled as one.
 *
 * Arrays are counted by reference: a call uses its arguments up, and `.ref` keeps one for another use. The gradient of a
 * gather is not compiled (0.1.25), so tokens are put back in place by a matrix of ones and zeros.
 */

import { defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad, type Device } from '@jax-js/jax';
import { tokensOf } from '../../src/model/shape.ts';
import { namedWeights, peerBatches, type PeerBatch } from './peers.ts';
import { HYPER, visibleOf, type Task } from '../../src/trainer/benchmark/task.ts';
import type { BenchTrainer, MakeTrainer } from './trainer.ts';

type Arrays = Record<string, np.Array>;

export const jaxOn =
  (device: Device): MakeTrainer =>
  async (task) => {
    const found = await init(device);
    if (!found.includes(device)) throw new Error(`jax-js has no ${device} here`);
    defaultDevice(device);
    return trainerOf(task, device);
  };

function trainerOf(task: Task, device: Device): BenchTrainer {
  const weights = namedWeights(task);
  const decays = new Set(weights.filter(({ decay }) => decay).map(({ name }) => name));
  const array = (data: Float32Array<ArrayBuffer>, shape: readonly number[]): np.Array =>
    np.array(data).reshape([...shape]);
  const make = (trainable: boolean): Arrays =>
    Object.fromEntries(
      weights
        .filter((w) => w.trainable === trainable)
        .map(({ name, data, shape }) => [name, array(data, shape)]),
    );
  let p = make(true);
  const zeros = (): Arrays =>
    Object.fromEntries(Object.entries(p).map(([name, { shape }]) => [name, np.zeros(shape)]));
  let m = zeros();
  let v = zeros();
  const step = jit(updateOf(lossOf(task, make(false)), decays));
  const batches = peerBatches(task);
  let t = 0;
  return {
    device: `jax-js ${device}`,
    compileMs: 0,
    async step() {
      const batch = arraysOf(task, batches[t++ % batches.length]!);
      const corrections = [1 / (1 - HYPER.beta1 ** t), 1 / (1 - HYPER.beta2 ** t)];
      const next = step(p, m, v, np.array(Float32Array.from(corrections)), batch);
      ({ p, m, v } = next);
      return (await next.loss.data())[0]!;
    },
  };
}

function arraysOf(task: Task, batch: PeerBatch): Arrays {
  const tokens = tokensOf(task.shape);
  const rows = task.batch * (1 + tokens);
  return {
    target: np.array(batch.target).reshape([rows, batch.target.length / rows]),
    keep: np.array(batch.keep, { dtype: np.int32 }),
    position: np.array(batch.position, { dtype: np.int32 }),
    select: np.array(batch.select).reshape([task.batch, 1 + tokens, 1 + visibleOf(task)]),
    hidden: np.array(batch.hidden).reshape([task.batch, 1 + tokens, 1]),
    weight: np.array(batch.weight),
  };
}

/** A plain type, so that jax-js takes it for a tree of arrays. */
type Stepped = Readonly<Record<'p' | 'm' | 'v', Arrays> & Record<'loss', np.Array>>;

function updateOf(loss: (p: Arrays, batch: Arrays) => np.Array, decays: ReadonlySet<string>) {
  const { beta1, beta2, epsilon, learningRate, weightDecay } = HYPER;
  const both = valueAndGrad(loss);
  return (p: Arrays, m: Arrays, v: Arrays, corrections: np.Array, batch: Arrays): Stepped => {
    const [value, gradients] = both(tree.ref(p), batch) as unknown as [np.Array, Arrays];
    const next: Record<'p' | 'm' | 'v', Arrays> = { p: {}, m: {}, v: {} };
    for (const [name, gradient] of Object.entries(gradients)) {
      const m1 = m[name]!.mul(beta1).add(gradient.ref.mul(1 - beta1));
      const v1 = v[name]!.mul(beta2).add(np.square(gradient).mul(1 - beta2));
      const mean = m1.ref.mul(corrections.ref.slice(0));
      const deviation = np.sqrt(v1.ref.mul(corrections.ref.slice(1))).add(epsilon);
      const kept = decays.has(name) ? p[name]!.mul(1 - learningRate * weightDecay) : p[name]!;
      next.p[name] = kept.sub(mean.div(deviation).mul(learningRate));
      next.m[name] = m1;
      next.v[name] = v1;
    }
    corrections.dispose();
    return { ...next, loss: value };
  };
}

function lossOf(task: Task, tables: Arrays): (p: Arrays, batch: Arrays) => np.Array {
  const { batch, shape } = task;
  const { width, depth, heads, decoderWidth, decoderDepth, decoderHeads, epsilon } = shape;
  const visible = visibleOf(task);
  const tokens = tokensOf(shape);
  return (p, { target, keep, position, select, hidden, weight }) => {
    const w = (name: string): np.Array => p[name]!.ref;
    const linear = (x: np.Array, name: string): np.Array =>
      np.matmul(x, w(`${name}.weight`)).add(w(`${name}.bias`));
    const norm = (x: np.Array, name: string): np.Array => {
      const centred = x.ref.sub(x.mean(-1, { keepdims: true }));
      const variance = np.square(centred.ref).mean(-1, { keepdims: true });
      const normal = centred.mul(np.reciprocal(np.sqrt(variance.add(epsilon))));
      return normal.mul(w(`${name}.weight`)).add(w(`${name}.bias`));
    };
    const attention = (x: np.Array, name: string, t: number, d: number, h: number): np.Array => {
      const qkv = linear(x, `${name}.qkv`)
        .reshape([batch, t, 3, h, d / h])
        .transpose([2, 0, 3, 1, 4]);
      const [q, k, v] = np.split(qkv, 3, 0).map((part) => part.reshape([batch, h, t, d / h]));
      const scores = np.matmul(q!, k!.transpose([0, 1, 3, 2])).mul(1 / Math.sqrt(d / h));
      const mixed = np.matmul(nn.softmax(scores, -1), v!).transpose([0, 2, 1, 3]);
      return linear(mixed.reshape([batch * t, d]), `${name}.proj`);
    };
    const block = (x: np.Array, name: string, t: number, d: number, h: number): np.Array => {
      const y = x.ref.add(attention(norm(x, `${name}.norm1`), `${name}.attn`, t, d, h));
      const inner = nn.gelu(linear(norm(y.ref, `${name}.norm2`), `${name}.mlp.fc1`), { approximate: false });
      return y.add(linear(inner, `${name}.mlp.fc2`));
    };

    const table = tables['pos_embed']!;
    const kept = linear(np.take(target!.ref, keep!, 0), 'patch_embed.proj').add(
      np.take(table.ref, position!, 0),
    );
    const first = w('cls_token')
      .add(table.ref.slice([0, 1]))
      .reshape([1, 1, width]);
    const classes = np.broadcastTo(first, [batch, 1, width]);
    let x = np
      .concatenate([classes, kept.reshape([batch, visible, width])], 1)
      .reshape([batch * (1 + visible), width]);
    for (let i = 0; i < depth; i++) x = block(x, `blocks.${i}`, 1 + visible, width, heads);
    x = linear(norm(x, 'norm'), 'decoder_embed').reshape([batch, 1 + visible, decoderWidth]);
    x = np.matmul(select!, x).add(hidden!.mul(w('mask_token')));
    x = x.add(tables['decoder_pos_embed']!.ref).reshape([batch * (1 + tokens), decoderWidth]);
    for (let i = 0; i < decoderDepth; i++) {
      x = block(x, `decoder_blocks.${i}`, 1 + tokens, decoderWidth, decoderHeads);
    }
    const prediction = linear(norm(x, 'decoder_norm'), 'decoder_pred');
    const errors = np.square(prediction.sub(target!)).mean(-1);
    for (const array of Object.values(p)) array.dispose();
    return errors.mul(weight!).sum();
  };
}

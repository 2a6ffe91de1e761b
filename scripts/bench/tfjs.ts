/** @file The step in plain TensorFlow.js: ops, automatic gradients, its own Adam with the decay beside it. */

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { tokensOf } from '../../src/model/shape.ts';
import { namedWeights, peerBatches, type PeerBatch } from './peers.ts';
import { HYPER, visibleOf, type Task } from '../../src/trainer/benchmark/task.ts';
import type { BenchTrainer, MakeTrainer, NamedWeight } from './trainer.ts';

export const tfjsOn =
  (backend: 'webgpu' | 'webgl' | 'cpu'): MakeTrainer =>
  async (task) => {
    if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no ${backend} here`);
    await tf.ready();
    return trainerOf(task, backend);
  };

interface Tensors {
  readonly target: tf.Tensor2D;
  readonly keep: tf.Tensor1D;
  readonly position: tf.Tensor1D;
  readonly restore: tf.Tensor1D;
  readonly weight: tf.Tensor1D;
}

function trainerOf(task: Task, backend: string): BenchTrainer {
  const weights = namedWeights(task);
  const variables = new Map(weights.map((weight) => [weight.name, variableOf(weight)]));
  const trained = weights.filter(({ trainable }) => trainable).map(({ name }) => variables.get(name)!);
  const decaying = weights.filter(({ decay }) => decay).map(({ name }) => variables.get(name)!);
  const adam = tf.train.adam(HYPER.learningRate, HYPER.beta1, HYPER.beta2, HYPER.epsilon);
  const shrink = 1 - HYPER.learningRate * HYPER.weightDecay;
  const batches = peerBatches(task);
  let t = 0;
  return {
    device: `tfjs ${backend}`,
    compileMs: 0,
    async step() {
      const batch = batches[t++ % batches.length]!;
      const loss = tf.tidy(() => {
        const tensors = tensorsOf(task, batch);
        const { value, grads } = tf.variableGrads(() => lossOf(task, variables, tensors), trained);
        for (const variable of decaying) variable.assign(tf.mul(variable, shrink));
        adam.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
        return value;
      });
      const [number] = await loss.data();
      loss.dispose();
      return number!;
    },
  };
}

const variableOf = ({ name, shape, data, trainable }: NamedWeight): tf.Variable =>
  tf.variable(tf.tensor(data, [...shape]), trainable, name);

function tensorsOf(task: Task, { target, keep, position, restore, weight }: PeerBatch): Tensors {
  const rows = task.batch * (1 + tokensOf(task.shape));
  return {
    target: tf.tensor2d(target, [rows, target.length / rows]),
    keep: tf.tensor1d(keep, 'int32'),
    position: tf.tensor1d(position, 'int32'),
    restore: tf.tensor1d(restore, 'int32'),
    weight: tf.tensor1d(weight),
  };
}

function lossOf(task: Task, variables: ReadonlyMap<string, tf.Variable>, batch: Tensors): tf.Scalar {
  const { shape } = task;
  const { width, depth, heads, decoderWidth, decoderDepth, decoderHeads, epsilon } = shape;
  const visible = visibleOf(task);
  const tokens = tokensOf(shape);
  const w = (name: string): tf.Variable => variables.get(name)!;
  const linear = (x: tf.Tensor, name: string): tf.Tensor =>
    tf.add(tf.matMul(x, w(`${name}.weight`)), w(`${name}.bias`));
  const norm = (x: tf.Tensor, name: string): tf.Tensor => {
    const { mean, variance } = tf.moments(x, -1, true);
    const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
    return tf.add(tf.mul(normal, w(`${name}.weight`)), w(`${name}.bias`));
  };
  const gelu = (x: tf.Tensor): tf.Tensor =>
    tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
  const attention = (x: tf.Tensor, name: string, t: number, d: number, h: number): tf.Tensor => {
    const parts = tf.split(linear(x, `${name}.qkv`), 3, -1);
    const [q, k, v] = parts.map((part) =>
      tf.transpose(tf.reshape(part, [task.batch, t, h, d / h]), [0, 2, 1, 3]),
    );
    const scores = tf.mul(tf.matMul(q!, k!, false, true), 1 / Math.sqrt(d / h));
    const mixed = tf.transpose(tf.matMul(tf.softmax(scores), v!), [0, 2, 1, 3]);
    return linear(tf.reshape(mixed, [task.batch * t, d]), `${name}.proj`);
  };
  const block = (x: tf.Tensor, name: string, t: number, d: number, h: number): tf.Tensor => {
    const y = tf.add(x, attention(norm(x, `${name}.norm1`), `${name}.attn`, t, d, h));
    return tf.add(y, linear(gelu(linear(norm(y, `${name}.norm2`), `${name}.mlp.fc1`)), `${name}.mlp.fc2`));
  };

  const kept = linear(tf.gather(batch.target, batch.keep), 'patch_embed.proj');
  const placed = tf.add(kept, tf.gather(w('pos_embed'), batch.position));
  const first = tf.add(w('cls_token'), tf.slice(w('pos_embed'), [0, 0], [1, width]));
  const classes = tf.add(tf.zeros([task.batch, 1, width]), first);
  const together = tf.concat([classes, tf.reshape(placed, [task.batch, visible, width])], 1);
  let x: tf.Tensor = tf.reshape(together, [task.batch * (1 + visible), width]);
  for (let i = 0; i < depth; i++) x = block(x, `blocks.${i}`, 1 + visible, width, heads);
  x = linear(norm(x, 'norm'), 'decoder_embed');
  x = tf.gather(tf.concat([x, w('mask_token')], 0), batch.restore);
  x = tf.add(tf.reshape(x, [task.batch, 1 + tokens, decoderWidth]), w('decoder_pos_embed'));
  x = tf.reshape(x, [task.batch * (1 + tokens), decoderWidth]);
  for (let i = 0; i < decoderDepth; i++) {
    x = block(x, `decoder_blocks.${i}`, 1 + tokens, decoderWidth, decoderHeads);
  }
  const prediction = linear(norm(x, 'decoder_norm'), 'decoder_pred');
  const errors = tf.mean(tf.square(tf.sub(prediction, batch.target)), -1);
  return tf.sum(tf.mul(errors, batch.weight)) as tf.Scalar;
}

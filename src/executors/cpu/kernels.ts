/** @file What src/assembly exports: addresses in bytes (0 = left out), sizes as counts. Meanings are stated there. */

type Kernel<Arguments extends readonly number[]> = (...args: Arguments) => void;
type N = number;

export interface Kernels {
  heapBase(): number;
  attentionScratch(tokens: number): number;
  /** Bytes of the blocks that products pack into; a module has some for itself. */
  multiplyScratch(): number;
  /** Gives an instance that shares its memory blocks of its own, aligned to 64 bytes. */
  useMultiplyScratch(at: number): void;
  /** Rows of a register tile, 6 or 8: another speed, the same numbers. */
  useTileHeight(rows: number): void;
  readonly adamw: Kernel<[w: N, g: N, m: N, v: N, count: N, decayCount: N, hyper: N, norm: N, rates: N]>;
  readonly gradNorm: Kernel<[gradients: N, count: N, norm: N]>;
  readonly add: Kernel<[a: N, b: N, y: N, count: N]>;
  readonly attention: Kernel<[qkv: N, o: N, lse: N, batch: N, tokens: N, heads: N, size: N, scratch: N]>;
  readonly attentionBackward: Kernel<
    [dOut: N, qkv: N, o: N, lse: N, dqkv: N, delta: N, batch: N, tokens: N, heads: N, size: N, scratch: N]
  >;
  readonly attentionBackwardTable: Kernel<
    [ds: N, pairsOf: N, dtable: N, batch: N, tokens: N, heads: N, rows: N, most: N, scratch: N]
  >;
  readonly gatherRows: Kernel<
    [
      x: N,
      index: N,
      fill: N,
      table: N,
      tableIndex: N,
      y: N,
      rows: N,
      width: N,
      tableRows: N,
      perImage: N,
      imageSources: N,
    ]
  >;
  readonly gatherRowsBackwardFill: Kernel<[dy: N, index: N, dfill: N, rows: N, width: N, perImage: N]>;
  readonly gatherRowsBackwardTable: Kernel<
    [dy: N, tableIndex: N, dtable: N, rows: N, width: N, tableRows: N]
  >;
  readonly geluBackward: Kernel<[dy: N, z: N, dz: N, count: N]>;
  readonly layerNorm: Kernel<[x: N, gamma: N, beta: N, y: N, stats: N, rows: N, width: N, epsilon: N]>;
  readonly layerNormBackwardInput: Kernel<
    [dy: N, x: N, gamma: N, stats: N, residual: N, dx: N, rows: N, width: N]
  >;
  readonly layerNormBackwardWeight: Kernel<
    [dy: N, x: N, stats: N, dgamma: N, dbeta: N, rows: N, width: N, from: N, to: N]
  >;
  readonly linear: Kernel<
    [x: N, w: N, bias: N, residual: N, z: N, geluOut: N, rows: N, depth: N, columns: N]
  >;
  readonly linearBackwardInput: Kernel<[dy: N, w: N, z: N, dx: N, rows: N, depth: N, columns: N]>;
  readonly linearBackwardWeight: Kernel<[dy: N, x: N, dw: N, db: N, rows: N, n: N, k: N, from: N, to: N]>;
  readonly maskedLoss: Kernel<
    [
      prediction: N,
      target: N,
      weight: N,
      loss: N,
      gradient: N,
      errors: N,
      batch: N,
      prefix: N,
      perImage: N,
      width: N,
      columns: N,
      kind: N,
      beta: N,
    ]
  >;
  readonly crossEntropy: Kernel<
    [
      prediction: N,
      ids: N,
      weight: N,
      loss: N,
      gradient: N,
      errors: N,
      parts: N,
      batch: N,
      prefix: N,
      perImage: N,
      width: N,
      idWidth: N,
      columns: N,
      bins: N,
    ]
  >;
  readonly hog: Kernel<[x: N, y: N, count: N, rows: N, cols: N, patch: N, cell: N, width: N, outWidth: N]>;
  readonly infoNce: Kernel<
    [
      a: N,
      b: N,
      weight: N,
      scale: N,
      loss: N,
      da: N,
      db: N,
      products: N,
      sums: N,
      losses: N,
      rows: N,
      group: N,
      width: N,
    ]
  >;
  readonly samplePatches: Kernel<
    [
      images: N,
      crops: N,
      patches: N,
      batch: N,
      stored: N,
      side: N,
      patch: N,
      columns: N,
      scaleRed: N,
      scaleGreen: N,
      scaleBlue: N,
      shiftRed: N,
      shiftGreen: N,
      shiftBlue: N,
    ]
  >;
  readonly windowAttention: Kernel<
    [qkv: N, table: N, pairs: N, o: N, lse: N, batch: N, windows: N, tokens: N, heads: N, size: N, scratch: N]
  >;
  readonly windowAttentionBackward: Kernel<
    [
      dOut: N,
      qkv: N,
      o: N,
      lse: N,
      table: N,
      pairs: N,
      dqkv: N,
      delta: N,
      dScores: N,
      batch: N,
      windows: N,
      tokens: N,
      heads: N,
      size: N,
      scratch: N,
    ]
  >;
  readonly standardizeRows: Kernel<[x: N, y: N, rows: N, width: N, columns: N, epsilon: N]>;
  readonly weightedSum: Kernel<[values: N, weights: N, sum: N, count: N]>;
}

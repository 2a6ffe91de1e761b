/** @file Seeded random numbers keyed by what they are for. The only source of randomness in the project. */

export interface Rng {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform integer in [0, n). */
  int(n: number): number;
  /** Standard normal. */
  normal(): number;
}

/**
 * The stream of one purpose: `rngOf(seed, 'mask', step, sample)`. The same key gives the same numbers in any order
 * of asking, so a step can be replayed alone and changing the masks leaves the order of the data untouched.
 * Source: Bob Jenkins' sfc32 (128 bits of state), its state filled by a MurmurHash3-style mix of the key.
 */
export function rngOf(...key: readonly (string | number)[]): Rng {
  const mix = mixer(key);
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) next();
  return {
    next,
    int: (n) => Math.floor(next() * n),
    normal() {
      const radius = Math.sqrt(-2 * Math.log(1 - next())); // 1 - u is in (0, 1]
      return radius * Math.cos(2 * Math.PI * next());
    },
  };
}

/** FNV-1a over the key's characters, then MurmurHash3's finaliser for each further word. */
function mixer(key: readonly (string | number)[]): () => number {
  const text = key.join('\u0000');
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return () => {
    h = (h + 0x9e3779b9) | 0;
    let z = h;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
}

/** A random permutation of `0 … n-1` (Fisher–Yates). */
export function shuffle(n: number, rng: Rng): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

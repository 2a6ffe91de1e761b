/** @file What transformers and PyTorch made, as tests of the page read it. */

export interface Tensors {
  readonly [name: string]: { readonly shape: readonly number[]; readonly data: readonly number[] };
}

/** The tensors of a safetensors file: floats, and masks of bytes. */
export function tensorsOf(bytes: Buffer): Tensors {
  const length = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.subarray(8, 8 + length).toString()) as Record<
    string,
    { readonly dtype: string; readonly shape: number[]; readonly data_offsets: [number, number] }
  >;
  const body = bytes.subarray(8 + length);
  return Object.fromEntries(
    Object.entries(header)
      .filter(([, { dtype }]) => dtype === 'F32' || dtype === 'U8')
      .map(
        ([
          name,
          {
            dtype,
            shape,
            data_offsets: [from, to],
          },
        ]) => {
          const copy = new Uint8Array(body.subarray(from, to));
          return [name, { shape, data: dtype === 'U8' ? [...copy] : [...new Float32Array(copy.buffer)] }];
        },
      ),
  );
}

/** [B, 3, side, side] as PyTorch has it → [B, side, side, 3]. */
export function channelsLast(tensor: Tensors[string] | undefined): number[] {
  const { shape = [], data = [] } = tensor ?? {};
  const [batch = 0, channels = 0, height = 0, width = 0] = shape;
  const out: number[] = [];
  for (let b = 0; b < batch; b++)
    for (let i = 0; i < height * width; i++)
      for (let c = 0; c < channels; c++) out.push(data[(b * channels + c) * height * width + i] ?? NaN);
  return out;
}

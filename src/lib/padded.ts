/** @file Row widths as kernels want them. */

/** `length` rounded up to a multiple of 4: kernels read four numbers at a time. */
export const padded = (length: number): number => Math.ceil(length / 4) * 4;

/** @file Chinese of the strings of `mim`. */

export const mim: Readonly<Record<string, string>> = {};

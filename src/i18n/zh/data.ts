/** @file Chinese of the strings of `data`. */

export const data: Readonly<Record<string, string>> = {};

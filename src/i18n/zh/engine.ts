/** @file Chinese of the strings of `engine`. */

export const engine: Readonly<Record<string, string>> = {};

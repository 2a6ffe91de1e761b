/** @file Chinese of the strings of `panels`. */

export const panels: Readonly<Record<string, string>> = {};

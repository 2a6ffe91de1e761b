/** @file Chinese of the strings of `store`. */

export const store: Readonly<Record<string, string>> = {};

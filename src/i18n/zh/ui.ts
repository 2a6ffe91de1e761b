/** @file Chinese of the strings of `ui`. */

export const ui: Readonly<Record<string, string>> = {};

/** @file Chinese of the strings of `rail`. */

export const rail: Readonly<Record<string, string>> = {};

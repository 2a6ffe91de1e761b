/** @file Chinese of the strings of `io`. */

export const io: Readonly<Record<string, string>> = {};

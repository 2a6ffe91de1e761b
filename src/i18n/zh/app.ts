/** @file Chinese of the strings of `app`. */

export const app: Readonly<Record<string, string>> = {};

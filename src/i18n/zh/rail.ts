/** @file Chinese of the top bar, the rail, the bench and the dialogs. */

export const rail: Readonly<Record<string, string>> = {};

/** @file JSON as Python reads it: whole floats keep their point. */

export const text = (value: string): string => JSON.stringify(value);

/** transformers 5 checks the types of a configuration, and to Python `0` is no float. */
export const float = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

export const list = (items: readonly string[]): string => `[${items.join(', ')}]`;

export const object = (fields: Readonly<Record<string, string>>): string =>
  `{\n${Object.entries(fields)
    .map(([name, value]) => `  ${JSON.stringify(name)}: ${value}`)
    .join(',\n')}\n}\n`;

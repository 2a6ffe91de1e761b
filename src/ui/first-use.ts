/** @file Hints that stop for good once the thing they point at was used. */

const KEY = 'mim-used';

function used(): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
  } catch {
    return []; // Where storage is refused the hints come back with every visit.
  }
}

export const wasUsed = (name: string): boolean => used().includes(name);

export function markUsed(name: string): void {
  if (wasUsed(name)) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([...used(), name]));
  } catch {
    return;
  }
}

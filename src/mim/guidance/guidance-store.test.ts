import { describe, expect, it } from 'vitest';
import { GuidanceStore } from './guidance-store.ts';

describe('GuidanceStore', () => {
  it('knows nothing at first, then what was put in', () => {
    const store = new GuidanceStore(4, 3);
    expect(store.relevanceOf(2)).toBeNull();
    expect(store.known).toBe(0);
    store.put(2, 10, [0.5, 0.25, 1]);
    store.put(2, 20, [1, 0.25, 0.5]);
    expect([...store.relevanceOf(2)!]).toEqual([1, 0.25, 0.5]);
    expect(store.relevanceOf(1)).toBeNull();
    expect(store.known).toBe(0.25);
    expect(() => store.put(1, 0, [1])).toThrow('1 relevances for 3 patches');
  });

  it('asks for images never seen first, then for the oldest, and for none that is fresh', () => {
    const store = new GuidanceStore(6, 1);
    store.put(0, 5, [0]);
    store.put(1, 2, [0]);
    store.put(2, 9, [0]);
    expect(store.due([2, 0, 1, 3, 3], 10, 4, 9)).toEqual([3, 1, 0]);
    expect(store.due([2, 0, 1, 3], 10, 4, 2)).toEqual([3, 1]);
    expect(store.due([2], 10, 1, 5)).toEqual([2]);
    expect(store.due([], 10, 1, 5)).toEqual([]);
  });
});

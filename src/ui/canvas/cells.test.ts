/** @file Pointers, brushes and arrow keys find the right cells. */

import { describe, expect, it } from 'vitest';
import { between, cellAt, footprint, neighbour, rectangle, swept } from './cells.ts';

const grid = { rows: 4, cols: 5 };

describe('cellAt', () => {
  it('finds row and column, row-major', () => {
    expect(cellAt(0, 0, 100, 80, grid)).toBe(0);
    expect(cellAt(99.9, 79.9, 100, 80, grid)).toBe(19);
    expect(cellAt(45, 25, 100, 80, grid)).toBe(7);
  });

  it('stays on the edge when the pointer leaves the box', () => {
    expect(cellAt(-20, 500, 100, 80, grid)).toBe(15);
    expect(cellAt(100, 80, 100, 80, grid)).toBe(19);
  });
});

describe('brushes', () => {
  it('cover one, four and nine cells inside, and fewer at the edge', () => {
    expect(footprint(6, 1, grid)).toEqual([6]);
    expect(footprint(6, 2, grid)).toEqual([6, 7, 11, 12]);
    expect(footprint(6, 3, grid)).toEqual([0, 1, 2, 5, 6, 7, 10, 11, 12]);
    expect(footprint(19, 3, grid)).toEqual([13, 14, 18, 19]);
    expect(footprint(0, 3, grid)).toEqual([0, 1, 5, 6]);
  });

  it('take rectangles by any two opposite corners', () => {
    const cells = [6, 7, 8, 11, 12, 13];
    expect(rectangle(6, 13, grid)).toEqual(cells);
    expect(rectangle(8, 11, grid)).toEqual(cells);
    expect(rectangle(13, 6, grid)).toEqual(cells);
  });

  it('leave no gap on a fast drag and name each cell once', () => {
    expect(between(0, 18, grid)).toEqual([0, 6, 12, 18]);
    expect(between(7, 7, grid)).toEqual([7]);
    expect(between(4, 0, grid)).toEqual([4, 3, 2, 1, 0]);
    const cells = swept(0, 4, 3, grid);
    expect(cells).toHaveLength(10);
    expect(new Set(cells).size).toBe(10);
  });
});

describe('neighbour', () => {
  it('moves one cell and stops at the edge', () => {
    expect(neighbour(7, 'ArrowUp', grid)).toBe(2);
    expect(neighbour(2, 'ArrowUp', grid)).toBe(2);
    expect(neighbour(7, 'ArrowDown', grid)).toBe(12);
    expect(neighbour(9, 'ArrowRight', grid)).toBe(9);
    expect(neighbour(5, 'ArrowLeft', grid)).toBe(5);
    expect(neighbour(7, 'Home', grid)).toBe(5);
    expect(neighbour(7, 'End', grid)).toBe(9);
  });

  it('knows no other key', () => {
    expect(neighbour(7, 'x', grid)).toBeNull();
  });
});

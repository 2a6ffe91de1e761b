/** @file Cells of a picture that is cut into rows and columns: which one a pointer is on, and which ones a brush covers. */

export interface Cells {
  readonly rows: number;
  readonly cols: number;
}

/** The cell at (x, y) of a box [width, height], row-major; clamped, so a drag that leaves the box keeps painting its edge. */
export function cellAt(x: number, y: number, width: number, height: number, { rows, cols }: Cells): number {
  const row = clamp(Math.floor((y / height) * rows), rows);
  return row * cols + clamp(Math.floor((x / width) * cols), cols);
}
const clamp = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));

/** All cells of the rectangle with these opposite corners, whichever way round. */
export function rectangle(from: number, to: number, { cols }: Cells): number[] {
  const [rowA, rowB] = [Math.floor(from / cols), Math.floor(to / cols)];
  const [colA, colB] = [from % cols, to % cols];
  const cells: number[] = [];
  for (let row = Math.min(rowA, rowB); row <= Math.max(rowA, rowB); row++) {
    for (let col = Math.min(colA, colB); col <= Math.max(colA, colB); col++) cells.push(row * cols + col);
  }
  return cells;
}

/** A square of `brush` × `brush` cells around `cell`; an even brush reaches one further to the right and down. */
export function footprint(cell: number, brush: number, { rows, cols }: Cells): number[] {
  const before = Math.floor((brush - 1) / 2);
  const [row, col] = [Math.floor(cell / cols), cell % cols];
  const from = Math.max(0, row - before) * cols + Math.max(0, col - before);
  const last = brush - 1 - before;
  return rectangle(from, Math.min(rows - 1, row + last) * cols + Math.min(cols - 1, col + last), {
    rows,
    cols,
  });
}

/** Cells on the straight way between two, both included, so that a fast drag leaves no gaps. */
export function between(from: number, to: number, { cols }: Cells): number[] {
  const [rowA, colA] = [Math.floor(from / cols), from % cols];
  const [rows, columns] = [Math.floor(to / cols) - rowA, (to % cols) - colA];
  const steps = Math.max(Math.abs(rows), Math.abs(columns));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const part = steps === 0 ? 0 : i / steps;
    return (rowA + Math.round(part * rows)) * cols + colA + Math.round(part * columns);
  });
}

/** Everything that a brush covers on its way from one cell to the next, each cell once. */
export function swept(from: number, to: number, brush: number, cells: Cells): number[] {
  return [...new Set(between(from, to, cells).flatMap((cell) => footprint(cell, brush, cells)))];
}

/** Where an arrow key, Home or End leads from a cell; null for other keys. Stops at the edge. */
export function neighbour(cell: number, key: string, { rows, cols }: Cells): number | null {
  const [row, col] = [Math.floor(cell / cols), cell % cols];
  switch (key) {
    case 'ArrowLeft':
      return row * cols + Math.max(0, col - 1);
    case 'ArrowRight':
      return row * cols + Math.min(cols - 1, col + 1);
    case 'ArrowUp':
      return Math.max(0, row - 1) * cols + col;
    case 'ArrowDown':
      return Math.min(rows - 1, row + 1) * cols + col;
    case 'Home':
      return row * cols;
    case 'End':
      return row * cols + cols - 1;
    default:
      return null;
  }
}

// @vitest-environment happy-dom
/** @file Pictures and matrices by keyboard and by name: what a screen reader finds. */

import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startWords } from '../../i18n/i18n.ts';
import { ColourBar } from './ColourBar.tsx';
import { MatrixCanvas, type MatrixCell } from './MatrixCanvas.tsx';
import { PatchCanvas } from './PatchCanvas.tsx';
import { patchPair, patchWords, squareCells } from './words.ts';

let root: Root;
let host: HTMLElement;

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await startWords('en');
  host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
});
afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
  vi.unstubAllGlobals();
});

const button = (): HTMLButtonElement => host.querySelector('button')!;
const press = (key: string, more: KeyboardEventInit = {}): Promise<boolean> =>
  act(async () =>
    button().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })),
  );

function Patches(props: Partial<Parameters<typeof PatchCanvas>[0]>) {
  return (
    <PatchCanvas
      label="Original, 4 by 4 patches"
      pixels={null}
      cells={squareCells(16)}
      marks={{ focus: 5 }}
      describe={(patch) => `${patchWords(patch, { cols: 4 })}, hidden`}
      onFocus={() => undefined}
      onLock={() => undefined}
      {...props}
    />
  );
}

it('gives a picture one tab stop, named after the patch it is on', async () => {
  await act(async () => root.render(<Patches />));
  const group = host.querySelector('[role=group]');
  expect(group?.getAttribute('aria-label')).toBe('Original, 4 by 4 patches');
  expect(host.querySelectorAll('button, [tabindex]')).toHaveLength(1);
  expect(button().getAttribute('aria-label')).toBe('row 2, column 2, hidden');
  expect(button().style.left).toBe('25%');
});

it('moves with the arrows, locks with Enter and leaves other keys to the page', async () => {
  const onFocus = vi.fn<(patch: number | null) => void>();
  const onLock = vi.fn<(patch: number | null, second: boolean) => void>();
  const outside = vi.fn<() => void>();
  document.body.addEventListener('keydown', outside);
  await act(async () => root.render(<Patches onFocus={onFocus} onLock={onLock} />));
  await press('ArrowDown');
  await press('Enter', { shiftKey: true });
  await press('Escape');
  expect(onFocus).toHaveBeenLastCalledWith(9);
  expect(onLock.mock.calls).toEqual([
    [5, true],
    [null, false],
  ]);
  expect(outside).not.toHaveBeenCalled();
  await press('n');
  expect(outside).toHaveBeenCalledOnce();
  document.body.removeEventListener('keydown', outside);
});

it('hands other keys to the panel, which says whether it used them', async () => {
  const onKey = vi.fn<(key: string, patch: number) => boolean>((key) => key === 'x');
  await act(async () => root.render(<Patches onKey={onKey} />));
  const used = new KeyboardEvent('keydown', { key: 'x', bubbles: true, cancelable: true });
  await act(async () => button().dispatchEvent(used));
  expect(onKey).toHaveBeenCalledWith('x', 5);
  expect(used.defaultPrevented).toBe(true);
});

it('walks over a matrix cell by cell', async () => {
  const onHover = vi.fn<(cell: MatrixCell | null) => void>();
  await act(async () =>
    root.render(
      <MatrixCanvas
        label="Similarity matrix, 3 by 3 patches"
        matrix={{ values: [1, 0.2, 0.8, 0.2, 1, 0.4, 0.8, 0.4, 1], n: 3, order: [0, 1, 2] }}
        scale={{ map: 'viridis', low: 0, high: 1 }}
        crosshair={{ row: 1, col: null }}
        describe={({ row, col }) => `${row}/${col}`}
        onHover={onHover}
        onLock={() => undefined}
      />,
    ),
  );
  expect(host.querySelectorAll('button')).toHaveLength(1);
  expect(button().getAttribute('aria-label')).toBe('1/0');
  await press('ArrowRight');
  expect(onHover).toHaveBeenLastCalledWith({ row: 1, col: 1 });
});

it('says the numbers of a colour bar', async () => {
  await act(async () =>
    root.render(<ColourBar scale={{ map: 'puor', low: -1, high: 1 }} label="Cosine similarity" />),
  );
  expect(host.querySelector('[role=img]')?.getAttribute('aria-label')).toBe(
    'Cosine similarity: -1.00 – 1.00',
  );
  expect(host.textContent).toBe('1.000.00-1.00');
});

it('counts rows and columns from one', () => {
  expect(patchPair(9, { cols: 4 })).toBe('(3, 2)');
  expect(squareCells(196)).toEqual({ rows: 14, cols: 14 });
});

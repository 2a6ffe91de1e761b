// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startWords } from '../i18n/i18n.ts';
import { choice, number, text, toggle } from '../lib/params.ts';
import { ParamForm, type ParamFormProps } from './ParamForm.tsx';

const params = {
  patch: number({ label: 'Patch', unit: 'px', min: 1, max: 64, step: 1, default: 8, effect: 'cold' }),
  ratio: number({ label: 'Mask ratio', min: 0, max: 0.95, step: 0.01, default: 0.75 }),
  fit: choice({ label: 'Fit', options: ['crop', 'pad'], optionLabels: { crop: 'Crop it' }, default: 'crop' }),
  flip: toggle({ label: 'Flip', default: true }),
  strokes: text({ label: 'Strokes', default: '', maxLength: 99 }),
  beta: number({ label: 'Beta', min: 0, max: 1, step: 0.1, default: 0.9, advanced: true }),
};
const values = { patch: 8, ratio: 0.75, fit: 'crop', flip: true, strokes: '', beta: 0.9 };

let root: Root;
let box: HTMLElement;
const onChange = vi.fn<ParamFormProps['onChange']>();

beforeAll(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await startWords('en');
});
beforeEach(() => {
  box = document.body.appendChild(document.createElement('div'));
  root = createRoot(box);
  onChange.mockReset();
});
afterEach(async () => {
  await act(async () => {
    root.unmount();
  });
  box.remove();
});

const show = (props: Partial<ParamFormProps> = {}): Promise<void> =>
  act(async () => {
    root.render(<ParamForm params={params} values={values} onChange={onChange} {...props} />);
  });
const byName = (name: string): HTMLElement => {
  const found = box.querySelector(`[aria-label="${name}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`nothing is named ${name}`);
  return found;
};
const press = (element: HTMLElement): Promise<void> =>
  act(async () => {
    element.click();
  });

describe('a form made from parameters', () => {
  test('shows every kind but texts, and rare settings only under More', async () => {
    await show();
    expect(box.textContent).toContain('Mask ratio');
    expect(box.textContent).toContain('Crop it');
    expect(box.textContent).not.toContain('Strokes');
    expect(box.textContent).not.toContain('Beta');
    const more = [...box.querySelectorAll('button')].find((button) => button.textContent === 'More');
    await press(more!);
    expect(box.textContent).toContain('Beta');
  });

  test('reports a choice, a toggle and a slider by key', async () => {
    await show();
    await press(box.querySelector<HTMLElement>('input[value=pad]')!);
    await press(box.querySelector<HTMLElement>('[role=switch]')!);
    expect(onChange.mock.calls).toEqual([
      ['fit', 'pad'],
      ['flip', false],
    ]);
  });

  test('marks a changed value and resets it to what the preset says, not to the parameter', async () => {
    await show({ values: { ...values, ratio: 0.6 }, defaults: { ratio: 0.9 } });
    await press(byName('Reset Mask ratio'));
    expect(onChange).toHaveBeenCalledWith('ratio', 0.9);
    await show({ defaults: { ratio: 0.75 } });
    expect(box.querySelector('[aria-label="Reset Mask ratio"]')).toBeNull();
  });

  test('offers numbers where rules list them, with the reason on impossible ones', async () => {
    await show({ rules: { patch: { numbers: [4, 8, 16], impossible: { 16: '16 does not divide 40' } } } });
    const sixteen = box.querySelector<HTMLInputElement>('input[value="16"]')!;
    expect(sixteen.disabled).toBe(true);
    expect(sixteen.closest('label')!.title).toBe('16 does not divide 40');
    expect(box.querySelector<HTMLInputElement>('input[value="8"]')!.checked).toBe(true);
    await press(box.querySelector<HTMLElement>('input[value="4"]')!);
    expect(onChange).toHaveBeenCalledWith('patch', 4);
  });

  test('a typed number is clamped to its bounds and applied on Enter', async () => {
    await show();
    const input = byName('Mask ratio') as HTMLInputElement;
    await act(async () => {
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
      setter.call(input, '2');
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(onChange).not.toHaveBeenCalled();
    await act(async () => {
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    });
    expect(onChange).toHaveBeenCalledWith('ratio', 0.95);
  });

  test('cold settings say that they restart', async () => {
    await show();
    expect(box.textContent).toContain('Needs a restart');
  });
});

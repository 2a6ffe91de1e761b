/** @file Listens for the page's keys, wherever the focus is but in fields and dialogs. */

import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { app, useApp } from '../store/store.ts';
import { SHORTCUTS } from './shortcuts.ts';

/** Elements that need the keys themselves. */
const FIELDS =
  'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable=true], [role=listbox], [role=dialog]';
/** Elements that Space and Enter press, and that arrows move. */
const PRESSABLE = 'button, a, summary, input, [role=slider], [role=option]';
const PRESSING = new Set([' ', 'Enter']);
const ARROWS = /^Arrow/;

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (app.getState().dialog !== null || target?.closest(FIELDS) != null) return true;
  if (PRESSING.has(event.key)) return target?.closest(PRESSABLE) != null;
  return (
    ARROWS.test(event.key) &&
    target?.closest('input, [role=slider], [role=radiogroup], [role=tablist]') != null
  );
}

export function useShortcuts(): void {
  const isOn = useApp((s) => s.shortcuts);
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    for (const { keys, always } of SHORTCUTS) {
      if (!isOn && always !== true) continue;
      for (const [key, run] of Object.entries(keys)) {
        bindings[key] = (event) => {
          if (isTaken(event)) return;
          event.preventDefault();
          run();
        };
      }
    }
    return tinykeys(window, bindings);
  }, [isOn]);
}

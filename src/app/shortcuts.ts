/** @file Every key of the page: what it does, and how the sheet writes it. */

import {
  clearMask,
  copyLink,
  invertMask,
  lockFocus,
  newSeed,
  openDialog,
  redo,
  restart,
  setBench,
  setFocus,
  setHeat,
  setRailOpen,
  setZoom,
  stepOnce,
  toggleTraining,
  undo,
} from '../store/actions.ts';
import {
  changeBrush,
  moveFocus,
  nextMaskStrategy,
  nextReconstructionView,
  stepFrame,
  toggleFocusPatch,
} from '../store/actions/keys.ts';
import { app } from '../store/store.ts';

export interface Shortcut {
  /** As tinykeys reads them, each with what it does. */
  readonly keys: Readonly<Record<string, () => void>>;
  /** As people read them. */
  readonly shown: string;
  /** English; what they do. */
  readonly label: string;
  /** Works while the single keys are switched off: it needs a modifier, or only closes things. */
  readonly always?: boolean;
}

const zoom = (panel: 0 | 1 | 2 | 3 | 4) => (): void => {
  setZoom(panel);
};
const focus = (rows: number, cols: number) => (): void => {
  moveFocus(rows, cols);
};

export const SHORTCUTS: readonly Shortcut[] = [
  { shown: 'Space', label: 'Train or pause', keys: { Space: () => void toggleTraining() } },
  { shown: '.', label: 'One step', keys: { '.': () => void stepOnce() } },
  { shown: '⇧R', label: 'Restart', keys: { 'Shift+R': () => void restart() } },
  { shown: 'M', label: 'Next mask strategy', keys: { m: nextMaskStrategy } },
  { shown: 'N', label: 'New seed', keys: { n: newSeed } },
  { shown: 'I', label: 'Invert the mask', keys: { i: invertMask } },
  { shown: '⌫', label: 'Clear the mask', keys: { Backspace: clearMask } },
  { shown: 'X', label: 'Hide or reveal the patch in focus', keys: { x: toggleFocusPatch } },
  {
    shown: '- =',
    label: 'Brush size',
    keys: {
      '-': () => {
        changeBrush(-1);
      },
      '=': () => {
        changeBrush(1);
      },
    },
  },
  {
    shown: '1 2 3 4',
    label: 'Enlarge a picture',
    keys: { 1: zoom(1), 2: zoom(2), 3: zoom(3), 4: zoom(4) },
  },
  { shown: '0', label: 'All four pictures', keys: { 0: zoom(0) } },
  {
    shown: '← ↑ → ↓',
    label: 'Move the focus over the patches',
    keys: { ArrowUp: focus(-1, 0), ArrowDown: focus(1, 0), ArrowLeft: focus(0, -1), ArrowRight: focus(0, 1) },
  },
  {
    shown: '⏎',
    label: 'Lock the patch in focus',
    keys: {
      Enter: () => {
        lockFocus(app.getState().focusPatch);
      },
    },
  },
  {
    shown: '⇧⏎',
    label: 'Lock a second patch to compare with',
    keys: {
      'Shift+Enter': () => {
        lockFocus(app.getState().focusPatch, true);
      },
    },
  },
  {
    shown: 'Esc',
    label: 'Unlock',
    always: true,
    keys: {
      Escape: () => {
        lockFocus(null);
        setFocus(null);
      },
    },
  },
  { shown: 'R', label: 'Next view of the reconstruction', keys: { r: nextReconstructionView } },
  {
    shown: 'H',
    label: 'Similarity heat on or off',
    keys: {
      h: () => {
        setHeat(!app.getState().heat);
      },
    },
  },
  {
    shown: ', ;',
    label: 'Film strip back and forward',
    keys: {
      ',': () => {
        stepFrame(-1);
      },
      ';': () => {
        stepFrame(1);
      },
    },
  },
  {
    shown: '[',
    label: 'Settings',
    keys: {
      '[': () => {
        setRailOpen(!app.getState().railOpen);
      },
    },
  },
  {
    shown: ']',
    label: 'Runs and log',
    keys: {
      ']': () => {
        setBench(app.getState().benchTab === null ? 'runs' : null);
      },
    },
  },
  { shown: '⌘Z', label: 'Undo', keys: { '$mod+z': undo }, always: true },
  { shown: '⇧⌘Z', label: 'Redo', keys: { '$mod+Shift+z': redo, '$mod+Shift+Z': redo }, always: true },
  {
    shown: '⌘E',
    label: 'Export',
    always: true,
    keys: {
      '$mod+e': () => {
        openDialog('export');
      },
    },
  },
  {
    shown: '⇧⌘C',
    label: 'Copy a link to this',
    always: true,
    keys: { '$mod+Shift+c': () => void copyLink(), '$mod+Shift+C': () => void copyLink() },
  },
  {
    shown: '?',
    label: 'Keyboard shortcuts',
    keys: {
      'Shift+?': () => {
        openDialog('shortcuts');
      },
    },
  },
];

/** @file Everything that a person can do, by name: panels and shortcuts call these and nothing else of the store. */

export { dismissNotice } from './notices.ts';
export { boot } from './actions/boot.ts';
export {
  applyPending,
  choosePreset,
  predict,
  redo,
  resetDraft,
  undo,
  updateDraft,
} from './actions/settings.ts';
export { renameRun, restart, stepOnce, toggleTraining, useShipped } from './actions/training.ts';
export {
  clearMask,
  endStroke,
  invertMask,
  newSeed,
  paint,
  putSquare,
  revertMaskStrategy,
  setHidden,
  setMaskStrategy,
  setSeed,
  togglePin,
} from './actions/mask.ts';
export { addFiles, cancelTask, chooseImage, chooseSource } from './actions/images.ts';
export { removeImages, removeRun } from './actions/removals.ts';
export { exportHuggingFace, exportPng, importFiles } from './actions/weights.ts';
export { setAnswerer, showFrame } from './actions/live.ts';
export { copyLink } from './actions/link.ts';
export { trainPreset } from './actions/methods.ts';
export {
  lockFocus,
  openDialog,
  setBench,
  setBrush,
  setCurve,
  setFocus,
  setHeat,
  setLanguage,
  setMatrix,
  setRailOpen,
  setReconstructionView,
  setShortcuts,
  setTheme,
  setTool,
  setTrueStatistics,
  setZoom,
} from './actions/view.ts';

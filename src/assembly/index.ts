/**
 * @file Every kernel that the executor calls. Pointers are byte addresses in the imported memory, sizes are counts.
 *
 * Threads have an instance each and share the memory: a kernel writes to no static data (`memory.data`), except to blocks
 * that each instance is given anew, as multiply.ts is.
 */

export { adamw, gradNorm } from './adamw';
export { add } from './add';
export { attention, attentionBackward, attentionScratch } from './attention';
export { crossEntropy } from './cross-entropy';
export { gatherRows, gatherRowsBackwardFill, gatherRowsBackwardTable } from './gather-rows';
export { geluBackward } from './gelu';
export { hog } from './hog';
export { infoNce } from './info-nce';
export { layerNorm, layerNormBackwardInput, layerNormBackwardWeight } from './layer-norm';
export { linear, linearBackwardInput, linearBackwardWeight } from './linear';
export { maskedLoss, weightedSum } from './masked-loss';
export { multiplyScratch, useMultiplyScratch, useTileHeight } from './multiply';
export { attentionBackwardTable, windowAttention, windowAttentionBackward } from './window-attention';
export { samplePatches, standardizeRows } from './patches';

/** The first address that the module itself does not use. */
export function heapBase(): usize {
  return __heap_base;
}

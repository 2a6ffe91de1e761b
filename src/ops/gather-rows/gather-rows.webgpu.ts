/** @file Moving rows on WebGPU. */

import { at, ITEM, THREADS, workgroupsFor, type Kernel, type Lower } from '../webgpu/kernel.ts';
import { rowChunks } from '../layer-norm/layer-norm.webgpu.ts';
import { gatherAttrs, unfolded } from './gather-rows.ts';
import fillWgsl from './gather-rows-backward-fill.wgsl?raw';
import tableWgsl from './gather-rows-backward-table.wgsl?raw';
import wgsl from './gather-rows.wgsl?raw';

const GATHER: Kernel = {
  name: 'gather-rows',
  code: ITEM + wgsl,
  access: ['read', 'read', 'read', 'read', 'read', 'read_write'],
};
const FILL: Kernel = {
  name: 'gather-rows-backward-fill',
  code: fillWgsl,
  access: ['read', 'read', 'read_write'],
};

const TABLE: Kernel = {
  name: 'gather-rows-backward-table',
  code: tableWgsl,
  access: ['read', 'read', 'read_write'],
};

export const lowerGatherRows: Lower = ({
  inputs: [x, index, , fill, table, tableIndex],
  outputs: [y],
  attrs,
}) => {
  const { fold, unfold, images } = gatherAttrs(attrs);
  const [rows, d] = unfolded(y!.shape, fold);
  const [sources] = unfolded(x!.shape, unfold);
  return [
    {
      kernel: GATHER,
      bindings: [at(x), at(index), at(fill), at(table), at(tableIndex), at(y)],
      uniforms: [
        rows,
        d / 4,
        fill ? 1 : 0,
        table?.shape[0] ?? 0,
        tableIndex ? 1 : 0,
        rows / images,
        sources / images,
      ],
      workgroups: workgroupsFor((rows * d) / 4),
    },
  ];
};

export const lowerGatherRowsBackwardFill: Lower = (
  { inputs: [dy, index], outputs: [dfill], attrs },
  { partial },
) => {
  const [rows] = unfolded(dy!.shape, gatherAttrs(attrs).unfold);
  const [, d = 0] = dfill!.shape;
  const wanted = rowChunks(rows);
  const chunked = wanted > 1 ? partial(dfill!, wanted) : undefined;
  const chunks = chunked === undefined ? 1 : wanted;
  return [
    {
      kernel: FILL,
      bindings: [at(dy), at(index), chunked ?? at(dfill)],
      uniforms: [rows, d / 4, Math.ceil(rows / chunks), (chunked?.stride ?? 0) / 4, index!.shape[0]!],
      workgroups: [Math.ceil(d / 4 / THREADS), chunks, 1],
    },
  ];
};

/** Times that a table is added at least per chunk, and chunks at most. */
const CHUNK_TABLES = 8;
const MOST_CHUNKS = 16;

export const lowerGatherRowsBackwardTable: Lower = (
  { inputs: [dy, tableIndex], outputs: [dtable], attrs },
  { partial },
) => {
  const [tableRows = 0, d = 0] = dtable!.shape;
  const [rows] = unfolded(dy!.shape, gatherAttrs(attrs).unfold);
  const tables = Math.ceil(rows / tableRows);
  const wanted = Math.min(MOST_CHUNKS, Math.ceil(tables / CHUNK_TABLES));
  const chunked = wanted > 1 ? partial(dtable!, wanted) : undefined;
  const chunks = chunked === undefined ? 1 : wanted;
  return [
    {
      kernel: TABLE,
      bindings: [at(dy), at(tableIndex), chunked ?? at(dtable)],
      uniforms: [
        rows,
        d / 4,
        tableRows,
        Math.ceil(tables / chunks) * tableRows,
        (chunked?.stride ?? 0) / 4,
        tableIndex ? 1 : 0,
      ],
      workgroups: [Math.ceil((tableRows * d) / 4 / THREADS), chunks, 1],
    },
  ];
};

/** @file A naming from a table: stems of single tensors and of the parts of a transformer block. */

import { invariant } from '../../lib/assert.ts';
import type { Naming } from './layout.ts';

/** Keys are our names without `.weight` and `.bias`. */
export interface NameTable {
  readonly single: Readonly<Record<string, string>>;
  /** What stands before the number of a block. */
  readonly blocks: string;
  readonly decoderBlocks: string;
  /** Within a block; several names where ours is cut along its first axis. */
  readonly inBlock: Readonly<Record<string, readonly string[]>>;
}

const OURS = /^(?:(?<decoder>decoder_)?blocks\.(?<index>\d+)\.)?(?<stem>.+?)(?<kind>\.weight|\.bias)?$/;

export function namingOf(table: NameTable): Naming {
  return (ours) => {
    const { decoder, index, stem = '', kind = '' } = OURS.exec(ours)?.groups ?? {};
    if (index === undefined) {
      const name = table.single[stem];
      invariant(name !== undefined, `${ours} has no name in this layout`);
      return [name + kind];
    }
    const prefix = `${decoder === undefined ? table.blocks : table.decoderBlocks}.${index}.`;
    const names = table.inBlock[stem];
    invariant(names !== undefined, `${ours} has no name in this layout`);
    return names.map((name) => prefix + name + kind);
  };
}

/** @file A layout: the names that some program gives to the tensors of a model. */

import type { MaeDescription } from '../mae/description.ts';
import type { SimmimSwinDescription, SimmimVitDescription } from '../simmim/description.ts';
import type { Tensors } from '../tensor.ts';

/** The names in the file whose tensors, one after the other along the first axis, make our tensor `ours`. */
export type Naming = (ours: string) => readonly string[];

/** Which model the weights are of, and the numbers that define it. */
export type ModelDescription =
  | { readonly model: 'mae'; readonly description: MaeDescription }
  | { readonly model: 'simmim-vit'; readonly description: SimmimVitDescription }
  | { readonly model: 'simmim-swin'; readonly description: SimmimSwinDescription };

/** What a file says of its model. */
export type Described = ModelDescription & {
  /** Our names, as far as the file's parts go, and the shapes they must have. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  /** False for a file that holds only an encoder. */
  readonly hasDecoder: boolean;
};

export interface Layout {
  readonly id: string;
  /** For the person; English, the key of its translation. */
  readonly label: string;
  /** How a file with these names calls our tensors, or undefined where it is not of this layout. */
  naming(names: ReadonlySet<string>): Naming | undefined;
  /** Throws `bad-file` where the description is missing, contradicts itself or is out of range. */
  describe(tensors: Tensors, naming: Naming, configJson: string | undefined): Described;
}

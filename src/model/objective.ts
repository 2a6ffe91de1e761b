/** @file What a model is trained on, as graph: the target, the reconstruction loss, further losses. */

import type { Value } from '../graph/graph.ts';
import { invariant } from '../lib/assert.ts';
import { maskedLoss } from '../ops/masked-loss/masked-loss.ts';
import type { Build, HostInputs } from './build.ts';
import type { Site } from './encoder.ts';
import type { Kept } from './kept.ts';
import { padded, tokensOf, type ImageShape, type ObjectiveShape } from './shape.ts';
import { TARGETS } from './targets/index.ts';
import type { TensorSpec } from './tensor-spec.ts';
import { TERMS } from './terms/index.ts';
import type { Term, TermPlan } from './terms/term.ts';

/** Numbers of a patch that the objective decides. */
export function columnsOf(
  { target }: ObjectiveShape,
  image: ImageShape,
): {
  readonly columns: number;
  readonly paddedColumns: number;
  /** Terms of a patch's error. */
  readonly errors: number;
  readonly pixelSide: number | null;
} {
  const part = TARGETS[target.id];
  const columns = part.columns(image, target);
  return {
    columns,
    paddedColumns: padded(columns),
    errors: part.errors?.(image, target) ?? columns,
    pixelSide: part.pixelSide(image, target),
  };
}

export const termSpecs = ({ terms }: ObjectiveShape, site: Site, image: ImageShape): TensorSpec[] =>
  terms.flatMap((settings) => termOf(settings.id).specs?.(settings, site, image) ?? []);

export const termInputs = (
  { terms }: ObjectiveShape,
  site: Site,
  image: ImageShape,
  kept: readonly Kept[],
): HostInputs =>
  Object.assign(
    {},
    ...terms.map((settings) => termOf(settings.id).inputs?.(settings, site, image, kept) ?? {}),
  ) as HostInputs;

/**
 * Adds target and losses, and returns the roots to differentiate.
 * Named values: `prediction` [B (prefix + N), C], `target` [B N, C] where it is not the patches themselves, `loss` [1]
 * (the reconstruction's), `errors` [B N], `loss.<id>` [1] of each further term. Inputs: lossWeight [B N], `lambda.<id>`
 * [1] of each further term.
 */
export function addObjective(
  build: Build,
  objective: ObjectiveShape,
  { image, site, ...given }: Pick<TermPlan, 'image' | 'site' | 'patches' | 'prediction' | 'latent'>,
): readonly Value[] {
  const { graph, batch } = build;
  const { patches, prediction } = given;
  const { columns } = columnsOf(objective, image);
  const target = TARGETS[objective.target.id].encode(graph, patches, image, objective.target);
  const weight = graph.input('lossWeight', [batch * tokensOf(image)]);
  const [loss, , errors] = graph.add(maskedLoss, [prediction, target, weight], {
    kind: objective.loss.id,
    columns,
    batch,
    prefix: site.prefix, // the class token's row has no target
  });
  graph.name('prediction', prediction);
  if (target !== patches) graph.name('target', target);
  graph.name('loss', loss!);
  graph.name('errors', errors!);
  const terms = objective.terms.map((settings) => {
    const lambda = graph.input(`lambda.${settings.id}`, [1]);
    const plan = { ...given, image, site, target, columns, lambda };
    return graph.name(`loss.${settings.id}`, termOf(settings.id).add(build, settings, plan));
  });
  return [loss!, ...terms];
}

function termOf(id: string): Term {
  const term = TERMS[id];
  invariant(term !== undefined, `no loss term ${id}`);
  return term;
}

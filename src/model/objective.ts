/** @file What a model is trained on, as graph: the target, the reconstruction loss, further losses. */

import type { Value } from '../graph/graph.ts';
import { targetOf } from '../mim/targets/index.ts';
import { numberOf } from '../mim/targets/target.ts';
import { crossEntropy } from '../ops/cross-entropy/cross-entropy.ts';
import { maskedLoss } from '../ops/masked-loss/masked-loss.ts';
import type { Build, HostInputs } from './build.ts';
import type { Site } from './encoder.ts';
import { hiddenTargets } from './hidden-rows.ts';
import type { Kept } from './kept.ts';
import { padded, tokensOf, type ImageShape, type ObjectiveShape } from './shape.ts';
import { TARGET_GRAPHS } from './targets/index.ts';
import type { TensorSpec } from './tensor-spec.ts';
import { TERM_GRAPHS } from './terms/index.ts';
import type { TermPlan } from './terms/term.ts';

/** Numbers of a patch that the objective decides. */
export function columnsOf(
  { target: settings }: ObjectiveShape,
  { patch }: ImageShape,
): {
  readonly columns: number;
  readonly paddedColumns: number;
  /** Terms of a patch's error. */
  readonly errors: number;
  readonly pixelSide: number | null;
} {
  const target = targetOf(settings.id);
  const columns = target.columns(patch, settings);
  return {
    columns,
    paddedColumns: padded(columns),
    errors: target.errors?.(patch, settings) ?? columns,
    pixelSide: target.pixelSide(patch, settings),
  };
}

/** Tensors of the target, which are fixed, and weights of the terms. */
export const objectiveSpecs = (
  { target, terms }: ObjectiveShape,
  site: Site,
  image: ImageShape,
): TensorSpec[] => [
  ...(TARGET_GRAPHS[target.id].specs?.(target, image) ?? []),
  ...terms.flatMap((settings) => TERM_GRAPHS[settings.id].specs?.(settings, site, image) ?? []),
];

export const termInputs = (
  { terms }: ObjectiveShape,
  site: Site,
  image: ImageShape,
  kept: readonly Kept[],
): HostInputs =>
  Object.assign(
    {},
    ...terms.map((settings) => TERM_GRAPHS[settings.id].inputs(settings, site, image, kept)),
  ) as HostInputs;

/**
 * Adds target and losses, and returns the roots to differentiate.
 * Named values: `prediction` [B (prefix + N), C], `target` [B N, …] where it is not the patches themselves, `loss` [1]
 * (the reconstruction's), `errors` [B N], `loss.<id>` [1] of each further term; where only hidden rows go on, `loss`
 * alone. Inputs: lossWeight [B N], or [B H] of hidden patches, and those of the terms.
 */
export function addObjective(
  build: Build,
  objective: ObjectiveShape,
  given: Omit<TermPlan, 'target'>,
): readonly Value[] {
  const { graph, hidden } = build;
  const { image, patches, prediction } = given;
  const target = TARGET_GRAPHS[objective.target.id].encode(build, patches, image, objective.target);
  const compared = hidden ? hiddenTargets(graph, hidden, target) : target;
  const [loss, errors] = addLoss(build, objective, { ...given, target: compared });
  graph.name('loss', loss);
  if (hidden) return [loss];
  graph.name('prediction', prediction);
  if (target !== patches) graph.name('target', target);
  graph.name('errors', errors);
  const terms = objective.terms.map((settings) => {
    const root = TERM_GRAPHS[settings.id].add(build, settings, { ...given, target });
    return graph.name(`loss.${settings.id}`, root);
  });
  return [loss, ...terms];
}

/** The reconstruction loss [1] and the errors of patches [B N]. */
function addLoss(
  { graph, batch, hidden }: Build,
  objective: ObjectiveShape,
  { image, site, prediction, target }: TermPlan,
): readonly [Value, Value] {
  const weight = graph.input('lossWeight', [batch * (hidden?.count ?? tokensOf(image))]);
  const { columns, errors: compared } = columnsOf(objective, image);
  const { id: kind, beta = 1 } = objective.loss;
  const rows = { batch, prefix: hidden ? 0 : site.prefix }; // the class token's row has no target
  const [loss, , errors] =
    kind === 'cross-entropy'
      ? graph.add(crossEntropy, [prediction, target, weight], {
          bins: numberOf(objective.target, 'bins'),
          columns: compared,
          ...rows,
        })
      : graph.add(maskedLoss, [prediction, target, weight], {
          kind,
          ...(kind === 'smooth-l1' && { beta: Number(beta) }),
          columns,
          ...rows,
        });
  return [loss!, errors!];
}

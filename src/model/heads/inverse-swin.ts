/**
 * @file A Swin upside down: stages that split each token into four of the next finer grid, down to one per patch, and a
 * linear layer to the numbers of the patch.
 *
 * Source: SimMIM §4.1.2, table 2 "inverse Swin-T" and "inverse Swin-B"; Liu et al., arXiv 2103.14030. Differs: their
 * code is not published. Here patch merging is turned around: a linear layer to four times the numbers of the next
 * stage, cut into four tokens, then a norm, as Cao et al., arXiv 2105.05537 (Swin-Unet) expand patches.
 */

import type { Value } from '../../graph/graph.ts';
import { inverted, merged, moved, rasterOrder } from '../../mim/swin-windows.ts';
import { linear } from '../../ops/linear/linear.ts';
import { dense, linearSpecs, norm, normSpecs } from '../block.ts';
import type { HostInputs } from '../build.ts';
import type { HeadShape } from '../shape.ts';
import { cellOrder, gather } from '../swin-plan.ts';
import {
  lastOrder,
  move,
  runStage,
  stageInputs,
  stageOf,
  stageSpecs,
  SWIN_INIT,
  withInputs,
  type Stage,
} from '../swin-stage.ts';
import type { TensorSpec } from '../tensor-spec.ts';
import type { Head, HeadPlan } from './head.ts';
import { lastLayer } from './linear.ts';

type InverseSwinShape = Extract<HeadShape, { kind: 'inverse-swin' }>;

const stageName = (s: number): string => `decoder.layers.${s}`;

export const inverseSwin: Head<InverseSwinShape> = {
  specs(shape, plan) {
    const stages = stagesOf(shape, plan);
    const finest = stages.at(-1)!.width;
    return [
      ...linearSpecs('decoder.embed', plan.site.width, stages[0]!.width, SWIN_INIT),
      ...stages.flatMap((stage, s) => {
        const next = stages[s + 1];
        return [...stageSpecs(stageName(s), stage), ...(next ? splitSpecs(s, stage, next) : [])];
      }),
      ...normSpecs('decoder.norm', finest),
      ...lastLayer('decoder.pred', finest, { ...plan, site: { ...plan.site, span: 1 } }),
    ];
  },
  predict(given, shape, plan, latent) {
    const build = withInputs(given);
    const { graph, w } = build;
    const { epsilon, site } = plan;
    const stages = stagesOf(shape, plan);
    let x = move(build, dense(graph, w, 'decoder.embed', latent), 'head.in', 'head.inBack');
    stages.forEach((stage, s) => {
      if (s > 0) x = split(x, s - 1);
      x = runStage(build, { weights: stageName(s), inputs: `head.${s}` }, stage, x, { epsilon });
    });
    const rows = dense(graph, w, 'decoder.pred', norm(graph, w, 'decoder.norm', x, epsilon)); // [B N, C]
    return move(build, rows, 'head.out', 'head.outBack', { fold: site.span ** 2 });

    function split(coarse: Value, s: number): Value {
      const name = `${stageName(s)}.upsample`;
      const weight = w(`${name}.expansion.weight`);
      const four = graph.add(linear, [coarse, weight, null, null], { activation: 'none' })[0]!;
      const fine = move(build, four, `head.${s}.split`, `head.${s}.merge`, { unfold: 4 });
      return norm(graph, w, `${name}.norm`, fine, epsilon);
    }
  },
  inputs: fixedInputs,
};

/** Coarse to fine: the first stage has the tokens of the encoder's last, the last one per patch. */
function stagesOf(shape: InverseSwinShape, { site }: HeadPlan): readonly Stage[] {
  return shape.widths.map((width, s) => {
    const side = Math.sqrt(site.cells) * 2 ** s;
    const mlpWidth = 4 * Math.max(1, Math.round((width * shape.mlpRatio) / 4));
    const sizes = { side, width, depth: shape.depths[s]!, heads: shape.heads[s]!, mlpWidth };
    return stageOf(sizes, shape.window);
  });
}

function splitSpecs(s: number, { width }: Stage, next: Stage): TensorSpec[] {
  const name = `${stageName(s)}.upsample`;
  const [expansion] = linearSpecs(`${name}.expansion`, width, 4 * next.width, SWIN_INIT); // without a bias
  return [expansion, ...normSpecs(`${name}.norm`, next.width)];
}

/**
 * For one image, the same in all of them. Beside those of stages: head.in, cells from raster order into windows;
 * head.s.split, four tokens for each; head.out, patches from windows into cells, row by row; and their inverses.
 */
function fixedInputs(shape: InverseSwinShape, plan: HeadPlan): HostInputs {
  const known = fixed.get(plan);
  if (known !== undefined) return known;
  const stages = stagesOf(shape, plan);
  const [first] = stages;
  const last = stages.at(-1)!;
  const places = inverted(cellOrder(last.side, plan.site.span));
  const inputs: HostInputs = {
    ...gather('head.in', 'head.inBack', moved(rasterOrder(first!.side), first!.plainOrder)),
    ...gather('head.out', 'head.outBack', moved(lastOrder(last), places)),
    ...(Object.assign(
      {},
      ...stages.map((stage, s) => {
        const next = stages[s + 1];
        const four = next && merged(next.plainOrder, lastOrder(stage));
        return {
          ...stageInputs(`head.${s}`, stage),
          ...(four && gather(`head.${s}.merge`, `head.${s}.split`, four)),
        };
      }),
    ) as HostInputs),
  };
  fixed.set(plan, inputs);
  return inputs;
}
/** A plan is made for one head; a shape may stand on several encoders. */
const fixed = new WeakMap<HeadPlan, HostInputs>();

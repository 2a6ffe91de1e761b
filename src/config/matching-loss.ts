/** @file Which loss goes along when another target is chosen. */

import { LOSSES, type LossId } from '../mim/losses/index.ts';
import { targetOf, type TargetId } from '../mim/targets/index.ts';

const LOSS_IDS = Object.keys(LOSSES) as LossId[];

/** The loss itself where it compares what the target is, else the first that does. */
export function matchingLoss(target: TargetId, loss: LossId): LossId {
  const { compares } = targetOf(target);
  if (LOSSES[loss].compares === compares) return loss;
  return LOSS_IDS.find((id) => LOSSES[id].compares === compares) ?? loss;
}

/** @file Learning-rate schedules. Adding one: a line here. */

import { number, type Params, type ValuesOf } from '../../lib/params.ts';

export interface Schedule<P extends Params = Params> {
  readonly label: string;
  readonly summary: string;
  readonly source: string;
  readonly params: P;
  /** The factor on the peak learning rate at `step` (from 0) of `steps` (Infinity where the run has no end). */
  factor(step: number, steps: number, values: ValuesOf<P>): number;
}
const defineSchedule = <const P extends Params>(schedule: Schedule<P>): Schedule<P> => schedule;

const warmup = number({
  label: 'Warm-up steps',
  help: 'The learning rate rises linearly from 0 over these steps: large first steps harm a fresh transformer.',
  min: 0,
  max: 10_000,
  step: 10,
  whole: true,
  default: 50,
  effect: 'hot',
});

/** At step 0 the rate is one warm-up step's worth and not 0, so that no step is wasted. */
const rise = (step: number, steps: number): number => (step < steps ? (step + 1) / steps : 1);

const constant = defineSchedule({
  label: 'Constant',
  summary: 'The peak rate after the warm-up, for runs without an end.',
  source: 'facebookresearch/mae@efb2a80 util/lr_sched.py (its warm-up alone)',
  params: { warmup },
  factor: (step, _steps, { warmup }) => rise(step, warmup),
});

const cosine = defineSchedule({
  label: 'Cosine',
  summary: 'After the warm-up half a cosine from the peak rate down to its lowest at the last step.',
  source: 'MAE appendix A.1; facebookresearch/mae@efb2a80 util/lr_sched.py adjust_learning_rate',
  params: {
    warmup,
    floor: number({
      label: 'Lowest rate',
      help: 'Where the cosine ends, as a share of the peak: 0 in MAE, 1.25 % in SimMIM’s ablation.',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0,
      percent: true,
      effect: 'hot',
      advanced: true,
    }),
  },
  factor(step, steps, { warmup, floor }) {
    if (step < warmup || !Number.isFinite(steps)) return rise(step, warmup);
    const done = Math.min(1, (step - warmup) / Math.max(1, steps - warmup));
    return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * done));
  },
});

const multiStep = defineSchedule({
  label: 'Multi-step',
  summary:
    'After the warm-up the peak rate, which drops by a factor late in the run, once or in equal parts.',
  source: 'microsoft/SimMIM@d3e29bc configs for 800 epochs: ×0.1 after epoch 700',
  params: {
    warmup,
    first: number({
      label: 'First drop',
      help: 'After this share of all steps: 87.5 % in SimMIM. A run without an end never drops.',
      min: 0,
      max: 1,
      step: 0.005,
      default: 0.875,
      percent: true,
      effect: 'hot',
    }),
    drops: number({
      label: 'Drops',
      help: 'Further drops follow in equal parts of what is left.',
      min: 1,
      max: 10,
      step: 1,
      whole: true,
      default: 1,
      effect: 'hot',
      advanced: true,
    }),
    by: number({
      label: 'Rate after a drop',
      help: 'The factor of each drop.',
      min: 0.01,
      max: 1,
      step: 0.05,
      default: 0.1,
      effect: 'hot',
      advanced: true,
    }),
  },
  factor(step, steps, { warmup, first, drops, by }) {
    if (step < warmup || !Number.isFinite(steps)) return rise(step, warmup);
    const each = ((1 - first) * steps) / drops;
    // Of a run of 800 steps, 700 have passed when the rate first drops.
    const passed = each === 0 ? 0 : Math.floor((step - first * steps) / each) + 1;
    return by ** Math.max(0, Math.min(drops, passed));
  },
});

export const SCHEDULES = { constant, cosine, 'multi-step': multiStep } as const;
export type ScheduleId = keyof typeof SCHEDULES;
export type ScheduleChoice = {
  [I in ScheduleId]: { readonly id: I } & ValuesOf<(typeof SCHEDULES)[I]['params']>;
}[ScheduleId];

/** The learning rate of step `step` (from 0). `steps` 0 means a run without an end. */
export function learningRateAt(choice: ScheduleChoice, peak: number, step: number, steps: number): number {
  const schedule: Schedule = SCHEDULES[choice.id];
  return peak * schedule.factor(step, steps === 0 ? Infinity : steps, choice);
}

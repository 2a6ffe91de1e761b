/** @file Document 000's symmetric InfoNCE between what is visible and what is hidden. */

import { number } from '../../lib/params.ts';
import { defineTerm } from './term.ts';

export const mutual = defineTerm({
  label: 'Mutual information (InfoNCE)',
  summary:
    'From the embedding of an image’s visible part its hidden part must be found among those of the batch, and the other way round.',
  formula: 'L = ½ (CE(v mᵀ / τ) + CE(m vᵀ / τ)) with rows of length 1; I(v; m) ≥ log B − L',
  source:
    'Document 000 "compute_mutual_info_loss" (τ 0.1, α 0.5); van den Oord et al. 2018. Differs: v is the mean of the encoded visible patches and m the mean of a small network over the hidden ones, which the document leaves open',
  params: {
    weight: number({
      label: 'α of the mutual information',
      help: 'What InfoNCE counts beside the reconstruction; 0 leaves it out. log(batch) − L is a lower bound of the mutual information of the two embeddings, at most log(batch). The article takes −L for that information, which is below 0 where information never is: the log(batch) is missing. Its “ELBO” takes log p − log q from log p, which is log q whatever the model does; the true bound is log p(x_m | x_v) ≥ E_q[log p(x_m | z, x_v)] − KL(q(z | x_m, x_v) ‖ p(z | x_v)).',
      min: 0,
      max: 10,
      step: 0.01,
      default: 0,
      effect: 'cold',
    }),
    temperature: number({
      label: 'τ of the mutual information',
      help: 'Divides the cosines before the softmax.',
      min: 0.01,
      max: 10,
      step: 0.01,
      default: 0.1,
      log: true,
      effect: 'cold',
      advanced: true,
    }),
  },
  needsValues: false,
  curve: 'InfoNCE',
});

/** The lower bound of the mutual information that a loss of `batch` pairs gives, in nats; at most log(batch). */
export const informationOf = (loss: number, batch: number): number => Math.log(batch) - loss;

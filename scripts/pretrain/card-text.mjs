/** @file The model card as Markdown. */

/** @type {Readonly<Record<string, string>>} */
const METHODS = {
  model: 'this model',
  untrained: 'the same model, untrained',
  'visible-mean': "the visible pixels' mean",
  'inverse-distance': 'inverse-distance mean of visible patches',
  harmonic: 'harmonic (Laplace) fill',
};

/**
 * @param {{ rows: readonly { set: string, images: number, errors: Readonly<Record<string, number>> }[] }} card
 * @param {{ step: number, total: number, log: string }} run
 */
export function cardText({ rows }, { step, total, log }) {
  const names = Object.keys(METHODS);
  const table = [
    `| Held-out set | images | ${names.map((name) => METHODS[name]).join(' | ')} | model ÷ best other |`,
    `| --- | --- | ${names.map(() => '---').join(' | ')} | --- |`,
    ...[...rows, overall(rows)].map(({ set, images, errors }) => {
      const best = Math.min(...names.filter((name) => name !== 'model').map((name) => errors[name]));
      const cells = names.map((name) => errors[name].toFixed(5));
      return `| ${set} | ${images} | ${cells.join(' | ')} | ${(errors.model / best).toFixed(3)} |`;
    }),
  ];
  const losses = log
    .split('\n')
    .filter((line) => line.includes(' step '))
    .slice(-1);
  return `# mae-64-p8

A masked autoencoder for 64-pixel images in 8-pixel patches (encoder width 128, depth 6, 4 heads; decoder width 64,
depth 2, 4 heads), trained by this repository's own engine in a headless browser. Half-precision safetensors in the
layout of transformers' \`ViTMAEForPreTraining\`. Licence: MIT, like the code.

- **Data**: the page's \`mixed\` set: crops of CC0 photographs, drawn patterns, Noto emoji (LICENSES/DATA.md). Held-out
  crops come from other regions of the photographs; held-out patterns from other seeds; every tenth emoji is held out.
- **Command**: \`npm run pretrain\`; the recipe is scripts/pretrain/recipe.ts, the log docs/pretrain.log.
- **Steps**: ${step} of ${total}.
- **Last line of the log**: \`${losses[0] ?? '–'}\`

Mean squared error over hidden pixels (RGB in 0..1, 75 % of patches hidden at random, two masks an image), the same
images and masks for all columns. Below 1 in the last column the model is better than every other.

${table.join('\n')}

It knows only these kinds of pictures at this size: expect blurred answers, most of all where fine texture is hidden.
`;
}

/** @param {readonly { set: string, images: number, errors: Readonly<Record<string, number>> }[]} rows */
function overall(rows) {
  const names = Object.keys(METHODS);
  const mean = (/** @type {string} */ name) =>
    rows.reduce((sum, { errors }) => sum + errors[name], 0) / rows.length;
  const images = rows.reduce((sum, row) => sum + row.images, 0);
  return { set: 'all three', images, errors: Object.fromEntries(names.map((name) => [name, mean(name)])) };
}

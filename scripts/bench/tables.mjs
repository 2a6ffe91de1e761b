/** @file The benchmark's result as Markdown. */

/**
 * Started and StepCounts of worker.ts.
 * @typedef {{ loss: number, flops: number | null, device: string, compileMs: number, firstCallMs: number, firstMs: number,
 *   memory: { predicted: number, allocated: number } | null }} Start
 * @typedef {{ jsMs: number, dispatches: number, submits: number, uploadedBytes: number, pipelines: number,
 *   allocatedBytes: number }} Counts
 *
 * @typedef {object} Row
 * @property {string} key
 * @property {string} engine
 * @property {string} device
 * @property {number[]} losses
 * @property {Start | null} start
 * @property {Counts | null} counts
 * @property {number} steps of a round
 * @property {number[]} wall milliseconds of each step
 * @property {number[]} cpu milliseconds of the browser's processes a step, by round
 * @property {{ isWrong: boolean, why: string } | null} left why it was not timed
 *
 * @typedef {Row & { task: string, flops: number }} ScaledRow
 *
 * GemmShare of gemms.ts.
 * @typedef {{ stepMs: number, gemmMs: number, products: number, shapes: number }} Gemms
 *
 * @typedef {object} Result
 * @property {{ cpu: string, browser: string, isHeaded: boolean, load: number[], command: string }} machine
 * @property {{ size: string, rows: Row[], gemms: Gemms | null }[]} sizes
 * @property {{ engine: string, rows: ScaledRow[] }[]} scaling
 * @property {import('./page-tasks.mjs').PageResult | null} page
 */

const OURS = ['ours-webgpu', 'ours-cpu', 'ours-cpu-2'];

/**
 * Where and how the figures were made.
 * @param {Result['machine']} machine
 */
export const factsOf = ({ cpu, browser, isHeaded, load, command }) =>
  [
    `- Command: \`${command}\``,
    `- Machine: ${cpu}; Chromium ${browser}, ${isHeaded ? 'with a window' : 'headless'}`,
    `- Load average before and after: ${load.join(', ')}`,
  ].join('\n');

/** @param {Result} result */
export function tablesOf({ machine, sizes, scaling }) {
  const parts = [
    factsOf(machine),
    ...sizes.flatMap(({ size, rows, gemms }) => [
      `### ${size}`,
      timesTable(rows),
      countsTable(rows),
      [gemmLine(gemms), notesOf(rows)].filter((part) => part !== '').join('\n'),
    ]),
    ...(scaling.length > 0 ? ['### What a doubling costs', scalingTable(scaling)] : []),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** @param {readonly Row[]} rows */
function timesTable(rows) {
  const timed = rows.filter(({ wall }) => wall.length > 0);
  const bases = OURS.map((name) => timed.find(({ engine }) => engine === name)).filter(
    (row) => row !== undefined,
  );
  const head = [
    'engine',
    'wall min, ms',
    'wall median',
    'CPU min, ms',
    'CPU median',
    ...bases.flatMap(({ engine }) => [`wall ÷ ${engine}`, `CPU ÷ ${engine}`]),
  ];
  const body = timed.map((row) => [
    row.engine,
    ms(Math.min(...row.wall)),
    ms(median(row.wall)),
    ms(Math.min(...row.cpu)),
    ms(median(row.cpu)),
    ...bases.flatMap((base) => [
      ratio(Math.min(...row.wall), Math.min(...base.wall)),
      ratio(median(row.cpu), median(base.cpu)),
    ]),
  ]);
  return table(head, body);
}

/** @param {readonly Row[]} rows */
function countsTable(rows) {
  const head = [
    'engine',
    'dispatches',
    'submits',
    'uploaded, KB',
    'JavaScript, ms',
    'pipelines',
    'first step: ahead + call + wait, ms',
    'bytes predicted ÷ allocated',
  ];
  const body = rows.flatMap(({ engine, start, counts }) => {
    if (start === null || counts === null) return [];
    const isGpu = counts.dispatches > 0;
    const { compileMs, firstCallMs, firstMs, memory } = start;
    const first = [compileMs, firstCallMs, firstMs - firstCallMs].map(ms).join(' + ');
    return [
      [
        engine,
        isGpu ? counts.dispatches.toFixed(0) : '–',
        isGpu ? counts.submits.toFixed(0) : '–',
        isGpu ? (counts.uploadedBytes / 1024).toFixed(0) : '–',
        isGpu || engine === 'tfjs-webgl' ? ms(counts.jsMs) : '–',
        isGpu ? String(counts.pipelines) : '–',
        first,
        memory === null ? '–' : (memory.predicted / memory.allocated).toFixed(4),
      ],
    ];
  });
  return body.length === 0 ? '' : table(head, body);
}

/** @param {Gemms | null} gemms */
const gemmLine = (gemms) =>
  gemms === null
    ? ''
    : `- ours-webgpu, matrix products alone ÷ step: ${ratio(gemms.gemmMs, gemms.stepMs)} (${gemms.products} products of ` +
      `${gemms.shapes} shapes, each by the fastest kernel known, ${ms(gemms.gemmMs)} of ${ms(gemms.stepMs)} ms)`;

/** @param {readonly Row[]} rows */
const notesOf = (rows) =>
  rows
    .filter(({ left }) => left !== null)
    .map(({ engine, left }) => `- ${engine}: ${left?.why}`)
    .join('\n');

/** @param {Result['scaling']} scaling */
function scalingTable(scaling) {
  const head = [
    'tiny, but',
    'FLOPs',
    ...scaling.flatMap(({ engine }) => [`${engine}: wall`, 'CPU', 'wall ÷ FLOPs']),
  ];
  const first = scaling[0]?.rows ?? [];
  const body = first.map(({ task, flops }, i) => [
    task,
    ratio(flops, first[0]?.flops ?? 0),
    ...scaling.flatMap(({ rows }) => {
      const [base] = rows;
      const row = rows[i];
      if (base === undefined || row === undefined) return [];
      const wall = Math.min(...row.wall) / Math.min(...base.wall);
      return [
        wall.toFixed(2),
        ratio(median(row.cpu), median(base.cpu)),
        (wall / (row.flops / base.flops)).toFixed(2),
      ];
    }),
  ]);
  return table(head, body);
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} body
 */
export const table = (head, body) =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...body]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** @param {readonly number[]} numbers */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

/** @param {number} x */
export const ms = (x) => (x < 10 ? x.toFixed(2) : x.toFixed(x < 100 ? 1 : 0));

/**
 * @param {number} a
 * @param {number} b
 */
export const ratio = (a, b) => (a / b).toFixed(2);

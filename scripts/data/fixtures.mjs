/** @file Rebuilds the small pictures that the intake's browser test reads: node scripts/data/fixtures.mjs */

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

const FOLDER = fileURLToPath(new URL('../../src/data/intake/fixtures/', import.meta.url));
mkdirSync(FOLDER, { recursive: true });
const save = (name, bytes) => writeFileSync(`${FOLDER}${name}`, bytes);

/** Raw pixels from a function of x and y; as many channels as it returns. */
function drawn(width, height, at) {
  const channels = at(0, 0).length;
  const bytes = Buffer.alloc(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) bytes.set(at(x, y), (y * width + x) * channels);
  return sharp(bytes, { raw: { width, height, channels } });
}

const RED = [220, 30, 30];
const BLUE = [30, 30, 220];
const GREEN = [30, 200, 30];

// Stored lying: the left third red. Orientation 6 asks for a quarter turn clockwise, which brings red to the top.
const lying = () => drawn(96, 64, (x) => (x < 32 ? RED : BLUE));
const rotated = await lying().withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
save('rotated.jpg', rotated);
save('truncated.jpg', rotated.subarray(0, rotated.length - 40));
save('cmyk.jpg', await lying().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer());

save(
  'palette.png',
  await drawn(40, 40, (x) => (x < 20 ? RED : BLUE))
    .png({ palette: true, colours: 4 })
    .toBuffer(),
);
// Left half red, right half entirely transparent (and black underneath).
const alpha = await drawn(40, 40, (x) => (x < 20 ? [...RED, 255] : [0, 0, 0, 0]))
  .png()
  .toBuffer();
save('alpha.png', alpha);
const broken = Buffer.from(alpha);
broken[broken.length - 20] ^= 0xff;
save('bad-crc.png', broken);
save(
  'deep.png',
  await drawn(40, 40, () => GREEN)
    .toColourspace('rgb16')
    .png()
    .toBuffer(),
);

const frames = [RED, GREEN, BLUE].map((colour) =>
  drawn(24, 24, () => colour)
    .png()
    .toBuffer(),
);
const animation = () => sharp(pages, { join: { animated: true } });
const pages = await Promise.all(frames);
save('animated.gif', await animation().gif().toBuffer());
save('animated.webp', await animation().webp({ quality: 90 }).toBuffer());
save(
  'still.webp',
  await drawn(40, 40, (x) => (x < 20 ? RED : BLUE))
    .webp({ lossless: true })
    .toBuffer(),
);
save(
  'still.avif',
  await drawn(64, 48, () => GREEN)
    .avif({ quality: 80, effort: 2 })
    .toBuffer(),
);

/** A header that promises 16,384 × 16,384 one-bit pixels: a gigabyte once decoded. */
const header = Buffer.from('IHDR\0\0@\0\0\0@\0\x01\0\0\0\0', 'latin1');
const chunk = (body) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
};
save(
  'bomb.png',
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk(header), chunk(Buffer.from('IEND'))]),
);
save('not-a-picture.png', 'These are words.\n');

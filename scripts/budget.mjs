/** @file Fails where the built page has grown beyond what a first visit may cost; prints what it weighs. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './run.mjs';

/** Kilobytes (1000 bytes) after gzip. */
const LIMITS = { 'scripts of the first visit': 220, 'first visit in all': 400 };

const dist = join(ROOT, 'dist');
const kilobytes = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000;
const exists = (file) => existsSync(join(dist, file));
const sum = (files) => files.reduce((total, file) => total + kilobytes(file), 0);

/** Whatever index.html names: its scripts, the modules they import at once (`modulepreload`), styles, pictures. */
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const named = [...html.matchAll(/(?:src|href)="\.\/([^"#?]+)"/g)].map((match) => match[1]);
const [missing, first] = [named.filter((file) => !exists(file)), [...new Set(named.filter(exists))]];
const scripts = first.filter((file) => file.endsWith('.js'));
const weights = {
  'scripts of the first visit': sum(scripts),
  'first visit in all': sum(['index.html', ...first]),
};

for (const file of readdirSync(join(dist, 'assets'), { recursive: true }).map(String).toSorted()) {
  if (/\.(?:js|css|wasm)$/.test(file)) {
    process.stdout.write(`${kilobytes(join('assets', file)).toFixed(1).padStart(8)} kB  ${file}\n`);
  }
}
for (const [what, weight] of Object.entries(weights)) {
  const fits = weight <= LIMITS[what];
  process.stdout.write(`${fits ? '✓' : '✗'} ${what}: ${weight.toFixed(1)} of ${LIMITS[what]} kB gzipped\n`);
  if (!fits) process.exitCode = 1;
}
const faults = missing.map((file) => `index.html names ${file}, which is not there`);
if (scripts.length === 0) faults.push('index.html names no script');
for (const fault of faults) {
  process.stdout.write(`✗ ${fault}\n`);
  process.exitCode = 1;
}

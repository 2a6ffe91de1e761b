/** @file Import this first: one sentence instead of a stack trace where Node is too old. */

import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const wanted = engines.node.replace(/[^\d.]/g, '');
const [major, minor] = process.versions.node.split('.').map(Number);
const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);

if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  process.stderr.write(
    `This needs Node ${wanted} or newer and found ${process.versions.node}: get one from nodejs.org.\n`,
  );
  process.exit(1);
}

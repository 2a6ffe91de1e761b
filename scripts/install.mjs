/** @file Installs the packages where node_modules is missing or is not what the lock file says. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

/** Throws where the installation fails. */
export async function ensureInstalled() {
  const reason = staleness();
  if (reason === undefined) return;
  process.stdout.write(`Installing packages: ${reason}.\n`);
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env['npm_execpath'];
  const code = npm?.endsWith('.js') ? await run(process.execPath, [npm, ...args]) : await run('npm', args);
  if (code !== 0) throw new Error('The packages could not be installed; npm says why above.');
}

/** What is wrong with node_modules, or undefined. npm keeps its own list of what it put there. */
function staleness() {
  const hidden = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return 'none are there yet';
  const installed = readPackages(hidden);
  for (const [path, entry] of Object.entries(readPackages(join(ROOT, 'package-lock.json')))) {
    if (path === '' || (entry.optional && !(path in installed))) continue; // optional: for another system
    const found = installed[path];
    if (found === undefined) return `${path.replace(/^.*node_modules\//, '')} is missing`;
    if (found.version !== entry.version) return `${path} is ${found.version}, expected ${entry.version}`;
  }
  return undefined;
}

/**
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** @file `npm start`: from a fresh clone to the page in a browser. */

import './need-node.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ROOT, runTool } from './run.mjs';
import { serve } from './serve.mjs';

try {
  await ensureInstalled();
  if ((await runTool('vite', ['build', '--logLevel', 'warn'])) !== 0) {
    throw new Error('The page could not be built; Vite says why above.');
  }
  const { url } = await serve({ root: join(ROOT, 'dist'), port: 4173, anyPort: true });
  process.stdout.write(`\nMIM Playground is at ${url}\nStop it with Ctrl+C.\n`);
  openWhereThereIsADesktop(url);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function openWhereThereIsADesktop(address) {
  if (process.env['CI'] || !process.stdout.isTTY) return;
  const opener = openerOf(process.platform);
  if (opener === undefined) return;
  const child = spawn(opener[0], [...opener.slice(1), address], { stdio: 'ignore', detached: true });
  child.on('error', () => {}); // no such program: the address is on the screen
  child.unref();
}

function openerOf(platform) {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['explorer.exe'];
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined;
}

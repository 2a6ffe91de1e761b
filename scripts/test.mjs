/** @file `npm test`: installs what is missing and runs every check. `npm test -- unit e2e` runs those alone. */

import './need-node.mjs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { ROOT, run, runTool } from './run.mjs';

const reports = mkdtempSync(join(tmpdir(), 'mim-tests-'));
const script = (file) => () => run(process.execPath, [join(ROOT, 'scripts', file)]);

/** In this order. `counts` reads what the runner reported; a check without it counts as one test. */
const STAGES = {
  format: { run: () => runTool('prettier', ['--check', '.']) },
  types: { run: () => runTool('typescript', ['-b']) },
  lint: {
    run: () =>
      runTool('oxlint', [
        '-c',
        'oxlint.config.mjs',
        '--max-warnings=0',
        '--report-unused-disable-directives',
      ]),
  },
  unused: { run: () => runTool('knip', []) },
  unit: vitest('unit'),
  build: { run: () => runTool('vite', ['build', '--logLevel', 'warn']) },
  gpu: { ...vitest('gpu'), needsBrowser: true },
  e2e: {
    needsBrowser: true,
    run: () =>
      runTool(
        '@playwright/test',
        ['test', '--config', 'e2e/playwright.config.ts', '--reporter', 'list,json'],
        { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'e2e.json') } },
      ),
    counts() {
      const { stats } = readReport('e2e');
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
    },
  },
  budget: { run: script('budget.mjs') },
};

function vitest(project) {
  const out = join(reports, `${project}.json`);
  return {
    run: () =>
      runTool('vitest', [
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${out}`,
      ]),
    counts() {
      const report = readReport(project);
      return {
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests + report.numTodoTests,
      };
    },
  };
}

const readReport = (name) => JSON.parse(readFileSync(join(reports, `${name}.json`), 'utf8'));

/** A runner that fails without a failed test to show for it, or dies before its report, is one failure. */
async function outcomeOf(stage) {
  try {
    if (stage.needsBrowser) await ensureBrowser();
    const code = await stage.run();
    const counts = stage.counts?.() ?? { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function chosenStages() {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !Object.hasOwn(STAGES, name));
  if (unknown === undefined)
    return Object.entries(STAGES).filter(([name]) => names.length === 0 || names.includes(name));
  throw new Error(`There is no check named ${unknown}; there are ${Object.keys(STAGES).join(', ')}.`);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
await ensureInstalled();
for (const [name, stage] of chosenStages()) {
  process.stdout.write(`\n── ${name} ──\n`);
  const started = Date.now();
  const { passed, failed, skipped } = await outcomeOf(stage);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = Math.round((Date.now() - started) / 1000);
  summary.push(
    `${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`,
  );
}
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${summary.join('\n')}\n\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

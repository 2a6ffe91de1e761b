/** @file Rules of the source that no linter knows. */

import { describe, expect, it } from 'vitest';
import { filesIn, read } from './files.ts';

const source = filesIn('src', ['.ts', '.tsx', '.wgsl', '.css']).filter(
  (path) => !path.startsWith('src/assembly/'),
);
const shipped = source.filter((path) => !/\.test\.tsx?$|\/testing\//.test(path));

/** Every line of these files that matches, as `path:line: text`. */
function linesMatching(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((path) =>
    read(path)
      .split('\n')
      .map((line, i) => ({ line, where: `${path}:${i + 1}: ${line.trim()}` }))
      .filter(({ line }) => pattern.test(line))
      .map(({ where }) => where),
  );
}

describe('the source', () => {
  it('opens every file with one sentence on what it is for', () => {
    const without = shipped
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
      .filter((path) => !/^\/\*\*\s+(?:\* )?@file \S/.test(read(path)));
    expect(without).toEqual([]);
  });

  it('holds no address of another machine: pictures never leave the tab', () => {
    const addresses = linesMatching(shipped, /\b(?:https?|wss?):\/\//);
    const allowed = /https?:\/\/(?:www\.)?w3\.org\/|^\S+ (?:\*|\/\/|\/\*)|^\S+ source:/;
    expect(addresses.filter((line) => !allowed.test(line))).toEqual([]);
  });

  it('uses no way out of the tab but the fetch that the policy watches', () => {
    const exits =
      /\b(?:sendBeacon|RTCPeerConnection|WebTransport|XMLHttpRequest|EventSource|WebSocket)\b|window\.open\(/;
    expect(linesMatching(shipped, exits)).toEqual([]);
  });

  it('never paces a training step by the screen or by a timer, which hidden tabs stop', () => {
    const engine = shipped.filter((path) => /^src\/(?:trainer|executors)\//.test(path));
    expect(linesMatching(engine, /\b(?:requestAnimationFrame|setTimeout|requestIdleCallback)\s*\(/)).toEqual(
      [],
    );
  });

  it('draws no randomness, and keeps no clock, in the core', () => {
    const core = shipped.filter((path) => /^src\/(?:lib|mim|graph|ops|model|config|protocol)\//.test(path));
    expect(linesMatching(core, /\b(?:Math\.random|Date\.now|performance\.now|new Date)\b/)).toEqual([]);
  });

  it('posts messages only in the doors between page and worker, and between threads', () => {
    const threads = ['src/executors/cpu/spawn-thread.ts', 'src/executors/cpu/thread-worker.ts'];
    const door = new Set(['src/lib/rpc.ts', 'src/store/spawn-worker.ts', ...threads]);
    const posting = shipped.filter((path) => !door.has(path));
    expect(linesMatching(posting, /\b(?:self|globalThis|window|scope|worker)\.postMessage\s*\(/i)).toEqual(
      [],
    );
  });

  it('leaves no note to do something later', () => {
    expect(linesMatching(source, /\b(?:TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });
});

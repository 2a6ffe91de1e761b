// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { filesOfDrop, isForImport } from './dropped-files.ts';

const file = (name: string): File => new File(['x'], name);

const fileEntry = (name: string) => ({
  isFile: true,
  isDirectory: false,
  file: (resolve: (found: File) => void) => resolve(file(name)),
});

/** Gives two entries at a time, as Chromium gives at most a hundred. */
function folderEntry(children: readonly unknown[]) {
  let at = 0;
  return {
    isFile: false,
    isDirectory: true,
    createReader: () => ({
      readEntries: (resolve: (entries: readonly unknown[]) => void) => {
        resolve(children.slice(at, at + 2));
        at += 2;
      },
    }),
  };
}

const drop = (entries: readonly unknown[], files: readonly File[] = []): DataTransfer =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files }) as unknown as DataTransfer;

describe('dropped files', () => {
  test('weights, settings and archives are imported, everything else is tried as a picture', () => {
    expect(['model.safetensors', 'Config.JSON', 'run.zip'].map((name) => isForImport(file(name)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['cat.jpg', 'notes.txt', 'zip'].map((name) => isForImport(file(name)))).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('plain files come as they are', async () => {
    const cat = file('cat.jpg');
    expect(await filesOfDrop(drop([fileEntry('cat.jpg')], [cat]))).toEqual([cat]);
  });

  test('folders are read to their end, folders inside them too', async () => {
    const folder = folderEntry([
      fileEntry('1.png'),
      folderEntry([fileEntry('2.png')]),
      fileEntry('3.png'),
      fileEntry('4.png'),
      fileEntry('5.png'),
    ]);
    const files = await filesOfDrop(drop([folder, fileEntry('6.png')]));
    expect(files.map(({ name }) => name)).toEqual(['1.png', '2.png', '3.png', '4.png', '5.png', '6.png']);
  });
});

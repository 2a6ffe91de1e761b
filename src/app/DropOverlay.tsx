/** @file Files dropped or pasted anywhere on the page: pictures are added, weights and settings imported. */

import { useEffect, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { addFiles, importFiles } from '../store/actions.ts';
import { filesOfDrop, isForImport } from './dropped-files.ts';

/** What the browser tells of a drag before the drop: kinds, but no names. */
type Kind = 'images' | 'other';

const kindOf = (transfer: DataTransfer): Kind =>
  [...transfer.items].every(({ type }) => type.startsWith('image/')) ? 'images' : 'other';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

function take(files: readonly File[]): void {
  const weights = files.filter(isForImport);
  const images = files.filter((file) => !isForImport(file));
  if (weights.length > 0) void importFiles(weights);
  if (images.length > 0) void addFiles(images);
}

export function DropOverlay() {
  const t = useT();
  const [over, setOver] = useState<Kind | null>(null);
  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(kindOf(event.dataTransfer));
    };
    addEventListener('dragenter', enter, { signal });
    addEventListener('dragover', enter, { signal });
    addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setOver(null);
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        setOver(null);
        if (!hasFiles(event) || event.dataTransfer === null) return;
        event.preventDefault();
        void filesOfDrop(event.dataTransfer).then(take);
      },
      { signal },
    );
    addEventListener(
      'paste',
      (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        take(files);
      },
      { signal },
    );
    return () => {
      listeners.abort();
    };
  }, []);
  if (over === null) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-page/80">
      <p className="rounded-xl border-2 border-dashed border-accent bg-surface px-8 py-6 text-base font-medium shadow-raised">
        {over === 'images'
          ? t('Drop to add these pictures')
          : t('Drop to add pictures or folders, or to import weights (.safetensors, .zip, .json)')}
      </p>
    </div>
  );
}

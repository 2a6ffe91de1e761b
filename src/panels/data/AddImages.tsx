/** @file The ways in for the person's own pictures; the whole page also takes drops and pastes. */

import { FolderPlus, ImagePlus } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { useT } from '../../i18n/i18n.ts';
import { addFiles } from '../../store/actions.ts';
import { Button } from '../../ui/Button.tsx';

const IMAGES = ['image/*'] as const;

const add = (files: FileList | null): void => {
  if (files !== null && files.length > 0) void addFiles([...files]);
};

export function AddImages() {
  const t = useT();
  return (
    <div className="flex flex-wrap items-center gap-1">
      <FileTrigger allowsMultiple acceptedFileTypes={IMAGES} onSelect={add}>
        <Button icon={<ImagePlus aria-hidden size={14} />}>{t('Add images')}</Button>
      </FileTrigger>
      <FileTrigger acceptDirectory onSelect={add}>
        <Button icon={<FolderPlus aria-hidden size={14} />}>{t('Folder')}</Button>
      </FileTrigger>
      <p className="w-full text-xs text-soft">
        {t('Or drop or paste them anywhere. They stay on this device.')}
      </p>
    </div>
  );
}

/** @file Brings weights, settings or images in. */

import { Upload } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { useT } from '../../i18n/i18n.ts';
import { importFiles, openDialog } from '../../store/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

const KINDS = ['.safetensors', '.json', '.zip', 'application/json', 'application/zip'] as const;

const close = (): void => {
  openDialog(null);
};

export function Import() {
  const t = useT();
  return (
    <Dialog title={t('Import')} onClose={close}>
      <div className="flex flex-col gap-3 text-sm">
        <p>
          {t(
            'Weights as model.safetensors together with their config.json, or a zip of both. They take the place of the run; the run stays in the list.',
          )}
        </p>
        <p className="text-soft">
          {t('Files of facebook/vit-mae are licensed CC-BY-NC: not for commercial use.')}
        </p>
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={KINDS}
          onSelect={(files) => {
            if (files === null || files.length === 0) return;
            close();
            void importFiles([...files]);
          }}
        >
          <Button tone="primary" icon={<Upload aria-hidden size={14} />} className="self-start">
            {t('Choose files')}
          </Button>
        </FileTrigger>
      </div>
    </Dialog>
  );
}

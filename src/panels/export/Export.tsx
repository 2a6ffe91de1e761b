/** @file Takes the trained weights home, with the lines that load them. */

import { Download } from 'lucide-react';
import { formatBytes } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import type { ModelId } from '../../mim/models/index.ts';
import { exportHuggingFace, openDialog } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

const CLASSES: Readonly<Record<ModelId, string>> = {
  mae: 'ViTMAEForPreTraining',
  'simmim-vit': 'ViTForMaskedImageModeling',
  'simmim-swin': 'SwinForMaskedImageModeling',
};

const loaderOf = (name: string): string => `from transformers import ${name}
model = ${name}.from_pretrained("./mim-playground")`;

/** Bytes of one weight in the file. */
const FLOAT = 4;

export function Export() {
  const t = useT();
  const run = useApp((s) => s.run);
  return (
    <Dialog
      title={t('Export')}
      onClose={() => {
        openDialog(null);
      }}
    >
      <section className="flex flex-col gap-3 text-sm">
        <h3 className="font-semibold">Hugging Face</h3>
        <p>
          {t(
            'A zip of model.safetensors, config.json and preprocessor_config.json. Unpack it and load it so:',
          )}
        </p>
        <pre className="overflow-auto rounded-md bg-raised p-2 font-mono text-xs">
          {loaderOf(CLASSES[run?.config.model.id ?? 'mae'])}
        </pre>
        {run === null ? (
          <p className="text-soft">{t('Train first: there is no model of yours yet.')}</p>
        ) : (
          <div className="flex flex-wrap items-center gap-3">
            <Button
              tone="primary"
              icon={<Download aria-hidden size={14} />}
              onPress={() => void exportHuggingFace()}
            >
              {t('Download')}
            </Button>
            <span className="text-soft">
              {t('Step {{step}}, about {{size}}', {
                step: run.step,
                size: formatBytes(run.parameters * FLOAT),
              })}
            </span>
          </div>
        )}
      </section>
    </Dialog>
  );
}

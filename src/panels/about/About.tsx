/** @file What the page is, where its images and methods come from. */

import { useT } from '../../i18n/i18n.ts';
import { LOSSES } from '../../mim/losses/index.ts';
import { MASKS } from '../../mim/masks/index.ts';
import { HEADS, MODELS } from '../../mim/models/index.ts';
import { OPTIMIZERS } from '../../mim/optimizers/index.ts';
import { SCHEDULES } from '../../mim/schedules/index.ts';
import { SOURCES } from '../../mim/sources/index.ts';
import { TARGETS } from '../../mim/targets/index.ts';
import { TERMS } from '../../mim/terms/index.ts';
import { openDialog } from '../../store/actions.ts';
import { Dialog } from '../../ui/Dialog.tsx';

const CARD = './weights/mae-64-p8/README.md';

const METHODS = [
  ...Object.values(MODELS),
  ...Object.values(HEADS),
  ...Object.values(MASKS),
  ...Object.values(TARGETS),
  ...Object.values(LOSSES),
  ...Object.values(TERMS),
  ...Object.values(OPTIMIZERS),
  ...Object.values(SCHEDULES),
];

export function About() {
  const t = useT();
  return (
    <Dialog
      wide
      title={t('About and credits')}
      onClose={() => {
        openDialog(null);
      }}
    >
      <div className="flex flex-col gap-4 text-sm">
        <p>
          {t(
            'Hide parts of a picture. Watch a small network learn to fill them in – right here in your tab.',
          )}
        </p>
        <p>{t('There is no server: images, models and everything you do stay on this device.')}</p>
        <section>
          <h3 className="mb-1 font-semibold">{t('Images')}</h3>
          <dl className="flex flex-col gap-1">
            {Object.values(SOURCES).map(({ label, credit }) => (
              <div key={label}>
                <dt className="inline font-medium">{t(label)}: </dt>
                <dd className="inline text-soft">{t(credit)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3 className="mb-1 font-semibold">{t('The shipped model')}</h3>
          <p className="text-soft">
            {t(
              'mae-64-p8, trained by this page’s own engine on the sets above; MIT licence. Its card tells steps, losses and how it compares with simple fillings:',
            )}{' '}
            <a href={CARD} target="_blank" rel="noreferrer" className="text-accent underline">
              {CARD.slice(2)}
            </a>
          </p>
        </section>
        <section>
          <h3 className="mb-1 font-semibold">{t('Methods and their sources')}</h3>
          <dl className="flex flex-col gap-1">
            {METHODS.map(({ label, source }) => (
              <div key={label}>
                <dt className="inline font-medium">{t(label)}: </dt>
                <dd lang="en" className="inline break-words text-soft">
                  {source}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

/** @file Sentences for the person, in the corner, each with its way on. */

import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useT } from '../i18n/i18n.ts';
import { fillIn } from '../lib/errors.ts';
import { dismissNotice } from '../store/actions.ts';
import type { Notice } from '../store/state.ts';
import { useApp } from '../store/store.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';

/** Information goes by itself; warnings and errors stay until someone has read them. */
const INFO_MS = 12_000;

const TONES: Readonly<Record<Notice['tone'], string>> = {
  info: 'border-line',
  warning: 'border-warn/60',
  error: 'border-error/60',
};

export function Notices() {
  const t = useT();
  const notices = useApp((s) => s.notices);
  return (
    <section
      aria-label={t('Messages')}
      className="pointer-events-none fixed right-3 bottom-12 z-30 flex w-[min(26rem,calc(100vw-1.5rem))] flex-col gap-2 max-lg:bottom-18"
    >
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

const CARD = 'pointer-events-auto rounded-lg border-l-4 border bg-surface p-3 text-sm shadow-raised';

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const t = useT();
  const { id, tone, template, values, hint, action, refusal, details = [] } = notice;
  const goesAway = tone === 'info' && action === undefined;
  useEffect(() => {
    if (!goesAway) return;
    const timer = setTimeout(() => {
      dismissNotice(id);
    }, INFO_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [id, goesAway]);
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={`${CARD} ${TONES[tone]}`}>
      <div className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <p className="break-words">{sentence(t(template, values), template)}</p>
          {details.length > 0 && (
            <ul className="mt-1 flex list-disc flex-col gap-0.5 pl-4 text-soft">
              {details.map((line) => (
                <li key={fillIn(line.template, line.values)} className="break-words">
                  {sentence(t(line.template, line.values), line.template)}
                </li>
              ))}
            </ul>
          )}
          {hint !== undefined && <p className="mt-1 break-words text-soft">{t(hint, values)}</p>}
        </div>
        <IconButton
          label={t('Dismiss')}
          className="-mt-1 -mr-1"
          icon={<X aria-hidden size={14} />}
          onPress={() => {
            dismissNotice(id);
          }}
        />
      </div>
      {action !== undefined && (
        <div className="mt-2 flex flex-wrap gap-2">
          {[action, ...(refusal === undefined ? [] : [refusal])].map(({ label, run }) => (
            <Button
              key={label}
              tone={label === refusal?.label ? 'quiet' : 'plain'}
              onPress={() => {
                dismissNotice(id);
                run();
              }}
            >
              {t(label)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Errors are worded as clauses; on the page they begin like sentences, unless with a name. */
const sentence = (text: string, template: string): string =>
  template.startsWith('{{') ? text : text.charAt(0).toUpperCase() + text.slice(1);

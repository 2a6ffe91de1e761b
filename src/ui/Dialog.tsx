/** @file A box over the page that wants an answer first. */

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from './IconButton.tsx';

interface DialogProps {
  /** Already translated. */
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** Open for as long as it is rendered; Esc and a press outside close it. */
export function Dialog({ title, onClose, children, wide = false }: DialogProps) {
  const t = useT();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="fixed inset-0 z-40 flex items-center justify-center bg-black/45 p-3"
    >
      <Modal className={`flex max-h-[90dvh] w-full flex-col ${wide ? 'max-w-3xl' : 'max-w-xl'}`}>
        <AriaDialog className="flex min-h-0 flex-col rounded-xl border border-line bg-surface text-ink shadow-raised outline-none">
          <header className="flex items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-4">
            <Heading slot="title" className="text-base font-semibold">
              {title}
            </Heading>
            <IconButton label={t('Close')} icon={<X aria-hidden size={16} />} onPress={onClose} />
          </header>
          <div className="min-h-0 overflow-auto p-4">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

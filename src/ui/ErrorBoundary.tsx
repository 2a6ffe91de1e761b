/** @file Keeps a panel that fails from taking the page along. */

import { Component, type ReactNode } from 'react';
import { t } from '../i18n/i18n.ts';
import { Button } from './Button.tsx';

interface ErrorBoundaryProps {
  /** English; what failed. */
  readonly title: string;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly message: string | null }> {
  override state: { readonly message: string | null } = { message: null };

  static getDerivedStateFromError(thrown: unknown): { message: string } {
    return { message: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div
        role="alert"
        className="m-2 rounded-md border border-error/50 bg-error-soft p-3 text-sm text-error"
      >
        <p className="font-medium">
          {t('{{title}} stopped: the rest of the page goes on.', { title: t(this.props.title) })}
        </p>
        <p className="my-2 font-mono text-xs">{message}</p>
        <Button
          onPress={() => {
            this.setState({ message: null });
          }}
        >
          {t('Show it again')}
        </Button>
      </div>
    );
  }
}

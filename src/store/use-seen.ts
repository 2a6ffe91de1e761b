/** @file Tells the store whether a panel can be seen: what nobody looks at is not computed while training. */

import { useEffect, type RefObject } from 'react';
import { setPanelVisible } from './visible.ts';

export function useSeen(
  element: RefObject<HTMLElement | null>,
  panel: 'reconstruction' | 'similarity',
): void {
  useEffect(() => {
    if (element.current === null || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((entries) => {
      setPanelVisible(
        panel,
        entries.some(({ isIntersecting }) => isIntersecting),
      );
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      setPanelVisible(panel, true);
    };
  }, [element, panel]);
}

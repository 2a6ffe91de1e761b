/** @file Mounts parts of the page one after the other, each in a task of its own, so that none holds up input or frames. */

import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { inNextTask } from './task.ts';

/** In the order of the page; a part's own parts come right after it. */
let waiting: (() => void)[] = [];
let isUnderWay = false;

function mountNext(): void {
  const [mount, ...later] = waiting;
  if (mount === undefined) {
    isUnderWay = false;
    return;
  }
  waiting = [];
  mount();
  waiting = [...waiting, ...later];
  inNextTask(mountNext);
}

function enqueue(mount: () => void): () => void {
  waiting.push(mount);
  if (!isUnderWay) {
    isUnderWay = true;
    inNextTask(mountNext);
  }
  return () => {
    waiting = waiting.filter((other) => other !== mount);
  };
}

let stills: ReadonlyMap<string | undefined, Element> | null = null;

/** A part of index.html's static picture. The first call is in the first render, which has not yet emptied the page. */
function stillOf(part: string): Element | undefined {
  stills ??= new Map(
    [...document.querySelectorAll<HTMLElement>('[data-still]')].map((element) => [
      element.dataset['still'],
      element,
    ]),
  );
  return stills.get(part);
}

interface InTurnProps {
  /** The part of the static picture that stands there until its turn has come. */
  readonly still: string;
  readonly children: ReactNode;
}

export function InTurn({ still, children }: InTurnProps) {
  const [isUp, setUp] = useState(false);
  useEffect(() => enqueue(() => flushSync(() => setUp(true))), []);
  if (isUp) return children;
  const element = stillOf(still);
  return element === undefined ? null : <Still element={element} />;
}

function Still({ element }: { readonly element: Element }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(element), [element]);
  return <div ref={place} className="contents" />;
}

/** @file The four pictures: two by two, one enlarged, or one at a time to swipe through on a narrow screen. */

import { useRef, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { useApp } from '../../store/store.ts';
import { Composite } from './Composite.tsx';
import { Masked } from './Masked.tsx';
import { Original } from './Original.tsx';
import { Reconstruction } from './Reconstruction.tsx';
import { useSeen } from '../../store/use-seen.ts';
import { InTurn } from '../../ui/in-turn.tsx';

const PICTURES = [
  { number: 1, title: 'Original', Picture: Original },
  { number: 2, title: 'What the model sees', Picture: Masked },
  { number: 3, title: 'Reconstruction', Picture: Reconstruction },
  { number: 4, title: 'Reconstruction + visible', Picture: Composite },
] as const;

export function Pictures() {
  const zoomed = useApp((s) => s.zoomedPanel);
  const row = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(0);
  useSeen(row, 'reconstruction');
  return (
    <div className="p-2 pb-0">
      <div
        ref={row}
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) => {
          setPage(Math.round(scrollLeft / Math.max(1, clientWidth)));
        }}
        className={`flex gap-2 max-lg:snap-x max-lg:snap-mandatory max-lg:overflow-x-auto lg:grid ${zoomed === 0 ? 'lg:grid-cols-2' : 'lg:grid-cols-1'}`}
      >
        {PICTURES.map(({ number, title, Picture }) => (
          <div
            key={number}
            className={`min-w-0 max-lg:w-full max-lg:shrink-0 max-lg:snap-center ${zoomed !== 0 && zoomed !== number ? 'lg:hidden' : ''}`}
          >
            <InTurn still={title}>
              <Picture />
            </InTurn>
          </div>
        ))}
      </div>
      <Pager
        page={page}
        onChoose={(index) => {
          row.current?.scrollTo({ left: index * row.current.clientWidth });
        }}
      />
    </div>
  );
}

interface PagerProps {
  readonly page: number;
  readonly onChoose: (index: number) => void;
}

function Pager({ page, onChoose }: PagerProps) {
  const t = useT();
  return (
    <div role="group" aria-label={t('Pictures')} className="flex justify-center lg:hidden">
      {PICTURES.map(({ number, title }, i) => (
        <button
          key={number}
          type="button"
          aria-label={t(title)}
          aria-pressed={i === page}
          onClick={() => onChoose(i)}
          className="group grid size-11 place-items-center"
        >
          <span className="size-2.5 rounded-full border border-edge group-aria-pressed:border-accent group-aria-pressed:bg-accent" />
        </button>
      ))}
    </div>
  );
}

/** @file How the run's answer for one picture changed: a thumbnail at steps 0, 50, 100, 200, 400 … and at every pause. */

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { formatCount, formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { setCurve, showFrame } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { PixelCanvas } from '../../ui/canvas/PatchCanvas.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useFrame } from './use-frame.ts';

export function FilmStrip() {
  const t = useT();
  const frames = useApp((s) => s.frames);
  const shown = useApp((s) => s.shownFrame);
  const runId = useApp((s) => s.run?.id ?? '');
  const count = frames.length;
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A new thumbnail pushes "now" out of sight, unless the person is looking back.
    if (shown === null && count > 0) strip.current?.scrollTo({ left: strip.current.scrollWidth });
  }, [count, shown]);
  const at = shown === null ? frames.length : frames.indexOf(shown);
  const go = (index: number): void => showFrame(frames[index] ?? null);
  return (
    <section aria-label={t('Film strip')} className="flex items-center gap-1 p-2 pt-1">
      <IconButton
        label={t('Earlier frame')}
        shortcut=","
        icon={<ChevronLeft aria-hidden size={16} />}
        isDisabled={frames.length === 0 || at <= 0}
        onPress={() => go(at - 1)}
      />
      <div className="min-w-0 grow">
        {frames.length > 1 && (
          <input
            type="range"
            min={0}
            max={frames.length}
            step={1}
            value={at}
            aria-label={t('Frame')}
            aria-valuetext={shown === null ? t('now') : t('step {{step}}', { step: formatNumber(shown) })}
            onChange={(event) => go(Number(event.target.value))}
            className="block h-4 w-full touch:h-11"
          />
        )}
        <div ref={strip} className="flex gap-1 overflow-x-auto p-0.5">
          {frames.length === 0 && (
            <p className="flex h-14 items-center text-xs text-soft">
              {t('While a model trains, its answers for this picture are kept here.')}
            </p>
          )}
          {frames.map((step) => (
            <FrameButton key={`${runId} ${String(step)}`} step={step} isShown={step === shown} />
          ))}
          {frames.length > 0 && (
            <button
              type="button"
              aria-pressed={shown === null}
              onClick={() => showFrame(null)}
              className="flex h-14 shrink-0 items-center gap-1 rounded border-2 border-transparent px-2 text-xs aria-pressed:border-accent aria-pressed:text-accent touch:min-w-11"
            >
              ● {t('now')}
            </button>
          )}
        </div>
      </div>
      <IconButton
        label={t('Later frame')}
        shortcut=";"
        icon={<ChevronRight aria-hidden size={16} />}
        isDisabled={shown === null}
        onPress={() => go(at + 1)}
      />
    </section>
  );
}

function FrameButton({ step, isShown }: { readonly step: number; readonly isShown: boolean }) {
  const t = useT();
  const frame = useFrame(step);
  return (
    <button
      type="button"
      aria-pressed={isShown}
      aria-label={t('step {{step}}', { step: formatNumber(step) })}
      onClick={() => showFrame(step)}
      onPointerEnter={() => setCurve({ hoverStep: step })}
      onPointerLeave={() => setCurve({ hoverStep: null })}
      className="shrink-0 rounded border-2 border-transparent text-xs aria-pressed:border-accent"
    >
      <span className="relative block size-10 overflow-hidden rounded-sm touch:size-11">
        <PixelCanvas pixels={frame} />
      </span>
      <span className="block text-center text-soft">
        {step < 10_000 ? formatNumber(step) : formatCount(step)}
      </span>
    </button>
  );
}

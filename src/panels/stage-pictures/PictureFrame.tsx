/** @file A picture of the stage with what stands below it: its own controls, saving, and filling the stage. */

import { Download, Maximize2, Minimize2 } from 'lucide-react';
import { memo, useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { exportPng, setZoom } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { PatchCanvas, type Stroke } from '../../ui/canvas/PatchCanvas.tsx';
import type { OverlayMarks } from '../../ui/canvas/overlay.ts';
import { enlarged, type Pixels } from '../../ui/canvas/pixels.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { PanelFrame } from '../../ui/PanelFrame.tsx';
import { stillOf } from './stills.ts';
import { usePatches } from './use-patches.ts';

/** Saved pictures are at least this wide. */
const SAVED_SIDE = 512;

interface PictureFrameProps {
  readonly number: 1 | 2 | 3 | 4;
  /** English; the key of its translation. */
  readonly title: string;
  /** English; behind the title's info mark. */
  readonly summary: string;
  readonly pixels: Pixels | null;
  /** What is said of it beyond its title, e.g. "48 hidden"; translated. */
  readonly state?: string;
  readonly marks?: OverlayMarks;
  readonly split?: { readonly pixels: Pixels; readonly part: number } | null;
  /** Draws what belongs to a saved picture on top of its pixels. */
  readonly finish?: (context: CanvasRenderingContext2D) => void;
  readonly onStroke?: (stroke: Stroke) => void;
  readonly paintByTouch?: boolean;
  readonly onKey?: (key: string, patch: number) => boolean;
  /** Drawn over the picture. */
  readonly over?: ReactNode;
  /** Stands below the picture, at the left. */
  readonly children?: ReactNode;
}

export function PictureFrame(props: PictureFrameProps) {
  const { number, title, summary, pixels, state, marks = {}, split = null, children } = props;
  const t = useT();
  const patches = usePatches();
  const isZoomed = useApp((s) => s.zoomedPanel === number);
  const still = useApp((s) => stillOf(number, s));
  const { rows, cols } = patches.cells;
  const label = t('{{title}}, {{rows}} by {{cols}} patches', { title: t(title), rows, cols });
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  return (
    <PanelFrame
      title={title}
      summary={summary}
      className="h-full rounded-lg border border-line bg-surface"
      actions={<Buttons {...{ title, isZoomed, number, latest }} canSave={pixels !== null} />}
    >
      <div
        className={`w-full self-center ${isZoomed ? 'lg:max-w-[min(100%,calc(100dvh-20.5rem))]' : 'lg:max-w-[max(200px,calc((100dvh-26.5rem)/2))]'}`}
        {...(props.onStroke === undefined && { onDoubleClick: () => setZoom(isZoomed ? 0 : number) })}
      >
        <PatchCanvas
          {...patches}
          label={state === undefined ? label : `${label}, ${state}`}
          pixels={pixels}
          still={still}
          split={split}
          marks={{ ...patches.marks, ...marks }}
          {...(props.onStroke !== undefined && { onStroke: props.onStroke })}
          {...(props.paintByTouch !== undefined && { paintByTouch: props.paintByTouch })}
          {...(props.onKey !== undefined && { onKey: props.onKey })}
        >
          {props.over}
        </PatchCanvas>
      </div>
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1 pt-1.5">{children}</div>
    </PanelFrame>
  );
}

interface ButtonsProps {
  readonly title: string;
  readonly number: 1 | 2 | 3 | 4;
  readonly isZoomed: boolean;
  readonly canSave: boolean;
  readonly latest: RefObject<PictureFrameProps>;
}

/** Rendered apart: pictures change four times a second while training, these buttons do not. */
const Buttons = memo(function Buttons({ title, number, isZoomed, canSave, latest }: ButtonsProps) {
  const t = useT();
  return (
    <>
      <IconButton
        label={t('Save as PNG: {{title}}', { title: t(title) })}
        icon={<Download aria-hidden size={15} />}
        isDisabled={!canSave}
        onPress={() => save(latest.current)}
      />
      <span className="max-[1199px]:hidden">
        <IconButton
          label={isZoomed ? t('Show all pictures') : t('Fill the stage: {{title}}', { title: t(title) })}
          shortcut={isZoomed ? '0' : String(number)}
          icon={isZoomed ? <Minimize2 aria-hidden size={15} /> : <Maximize2 aria-hidden size={15} />}
          onPress={() => setZoom(isZoomed ? 0 : number)}
        />
      </span>
    </>
  );
});

function save({ title, pixels, split, finish }: PictureFrameProps): void {
  if (pixels === null) return;
  const canvas = enlarged(pixels, SAVED_SIDE);
  const context = canvas.getContext('2d');
  if (context === null) return;
  if (split != null) {
    const width = Math.round(canvas.width * split.part);
    const left = enlarged(split.pixels, SAVED_SIDE);
    if (width > 0) context.drawImage(left, 0, 0, width, left.height, 0, 0, width, canvas.height);
  }
  finish?.(context);
  void exportPng(title, canvas);
}

/** @file The curves as a file: numbers, a drawing, a picture; each with the settings in it or beside it. */

import { FileSpreadsheet, ImageDown, Spline } from 'lucide-react';
import { useT } from '../../i18n/i18n.ts';
import { MASKS } from '../../mim/masks/index.ts';
import { exportPng } from '../../store/actions.ts';
import { app } from '../../store/store.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { csvOf } from './csv.ts';
import { bandOf, heightOf } from './look.ts';
import { SVG_SIZE, svgOf } from './svg.ts';
import type { Curve } from './use-curves.ts';

const ICON = { 'aria-hidden': true, size: 15 } as const;

interface SaveButtonsProps {
  readonly curves: readonly Curve[];
  readonly side: number;
  readonly isDisabled: boolean;
}

export function SaveButtons({ curves, side, isDisabled }: SaveButtonsProps) {
  const t = useT();
  const drawing = (): string =>
    svgOf({
      curves,
      y: [0, heightOf(side, 0)],
      band: bandOf(side),
      title: t('AvgDist in pixels against the mask ratio'),
      xLabel: t('Hidden share of the patches in %'),
      nameOf: ({ line }) =>
        line.unitPx === null
          ? t(MASKS[line.id].label)
          : `${t(MASKS[line.id].label)} ${String(line.unitPx)} px`,
      config: app.getState().draft,
    });
  const saveCsv = (): void =>
    saveFile('mask-curves.csv', csvOf(curves, side, app.getState().draft), 'text/csv');
  const saveSvg = (): void => saveFile('mask-curves.svg', drawing(), 'image/svg+xml');
  const savePng = async (): Promise<void> => {
    await exportPng('mask-curves', await drawnOn(drawing()));
  };
  return (
    <>
      <IconButton
        label={t('Save the curves as CSV')}
        icon={<FileSpreadsheet {...ICON} />}
        isDisabled={isDisabled}
        onPress={saveCsv}
      />
      <IconButton
        label={t('Save the curves as SVG')}
        icon={<Spline {...ICON} />}
        isDisabled={isDisabled}
        onPress={saveSvg}
      />
      <IconButton
        label={t('Save the curves as PNG')}
        icon={<ImageDown {...ICON} />}
        isDisabled={isDisabled}
        onPress={() => void savePng()}
      />
    </>
  );
}

async function drawnOn(svg: string): Promise<HTMLCanvasElement> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const image = new Image(SVG_SIZE.width, SVG_SIZE.height);
  image.src = address;
  await image.decode();
  URL.revokeObjectURL(address);
  const canvas = document.createElement('canvas');
  canvas.width = SVG_SIZE.width;
  canvas.height = SVG_SIZE.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return canvas;
}

/** @file A canvas with one pixel per device pixel, drawn again when its size or the screen's density changes. */

import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

export type Draw = (context: CanvasRenderingContext2D, ratio: number) => void;

/** Calls `draw` after every render, and when the element changes its size. */
export function useSharpCanvas(draw: Draw): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(draw);
  useLayoutEffect(() => {
    latest.current = draw;
    if (canvas.current !== null) paint(canvas.current, draw);
  });
  useEffect(() => {
    const element = canvas.current;
    if (element === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => paint(element, latest.current));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return canvas;
}

function paint(canvas: HTMLCanvasElement, draw: Draw): void {
  const ratio = globalThis.devicePixelRatio || 1;
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (width === 0 || height === 0) return;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  if (context !== null) draw(context, ratio);
}

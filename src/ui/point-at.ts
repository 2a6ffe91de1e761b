/** @file Points a person at a part of the page: brings it into view and outlines it for a moment. */

/** Long enough to be found after a scroll. */
const SHOWN_MS = 3500;
const CLASS = 'pointed-at';

/** @param part the English title of a panel; false where no such panel is on screen */
function pointAt(part: string): boolean {
  const element = document.querySelector<HTMLElement>(`[data-part="${CSS.escape(part)}"]`);
  if (element === null || element.offsetParent === null) return false;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'nearest', behavior: isCalm ? 'auto' : 'smooth' });
  element.classList.add(CLASS);
  setTimeout(() => element.classList.remove(CLASS), SHOWN_MS);
  return true;
}

const LOOK_AGAIN_MS = 60;
/** A panel that has just been opened may still be on its way. */
const GIVE_UP_MS = 3000;

/** Points as soon as the part is there. */
export function pointAtOnceThere(part: string, waited = 0): void {
  if (pointAt(part) || waited >= GIVE_UP_MS) return;
  setTimeout(() => pointAtOnceThere(part, waited + LOOK_AGAIN_MS), LOOK_AGAIN_MS);
}

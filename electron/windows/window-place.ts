import { isDeepStrictEqual } from 'node:util';
import { type BrowserWindow, screen } from 'electron';
import type { WindowPlace } from '../settings/index.ts';

/** Where a window is, and whether it fills the screen: then its bounds are those that it goes back to. */
export const placeOf = (window: BrowserWindow): WindowPlace => ({
  ...window.getNormalBounds(),
  isMaximized: window.isMaximized(),
});

/** The bounds as they were, unless no screen shows that place any more. */
export function reachable(place: WindowPlace | null): Electron.Rectangle | null {
  if (place === null) return null;
  const { x, y, width, height } = place;
  const shown = screen.getAllDisplays().some(({ workArea }) => {
    const across = x < workArea.x + workArea.width && x + width > workArea.x;
    return across && y >= workArea.y && y < workArea.y + workArea.height;
  });
  return shown ? { x, y, width, height } : null;
}

/** Moves a window to where it was left; one that filled the screen is to do so when it is shown. */
export function putBack(window: BrowserWindow, place: WindowPlace | null): void {
  const bounds = reachable(place);
  if (bounds && !isDeepStrictEqual(bounds, window.getNormalBounds())) window.setBounds(bounds);
}

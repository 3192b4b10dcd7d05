import { type ScreenName, screens } from './screens.ts';

export type ShellCommand =
  { readonly kind: 'palette' | 'hide-amounts' | 'help' } | { readonly kind: 'screen'; readonly name: ScreenName };

type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** What a key press asks of the shell. `typing` is true in a field that takes text. */
export function shellCommandOf(keys: Keys, typing: boolean): ShellCommand | null {
  const command = (keys.ctrlKey || keys.metaKey) && !keys.altKey;
  const key = keys.key.toLowerCase();
  if (command && !keys.shiftKey && key === 'k') return { kind: 'palette' };
  if (command && keys.shiftKey && key === 'p') return { kind: 'hide-amounts' };
  if (command && !keys.shiftKey && /^Digit[1-9]$/.test(keys.code)) {
    const screen = screens[Number(keys.code.slice(-1)) - 1];
    return screen ? { kind: 'screen', name: screen.name } : null;
  }
  if (!command && !keys.altKey && !typing && key === '?') return { kind: 'help' };
  return null;
}

export const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])'));

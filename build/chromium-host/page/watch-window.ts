import type { MenuRequest } from './settings.ts';

/* Tells the main process what happens to the window, and keeps Chromium's own behaviours out of the page. */

export function watchWindow(send: (message: unknown) => void): void {
  const report = (): void => {
    const { screenX: x, screenY: y, outerWidth: width, outerHeight: height } = window;
    send({ do: 'window-state', focused: document.hasFocus(), x, y, width, height });
  };
  for (const type of ['focus', 'blur', 'resize']) window.addEventListener(type, report);
  // Electron has no context menu of its own, and tells the program where it would be. Last in line: the page may want
  // the event.
  window.addEventListener('contextmenu', (event) => {
    if (!event.defaultPrevented) send({ do: 'context-menu', ...menuRequest(event) });
    event.preventDefault();
  });
  // Requests over HTTP are stopped on their way by the host; these never become a request.
  navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination;
    if (sameDocument || !event.cancelable || /^https?:/.test(url)) return;
    event.preventDefault();
    send({ do: 'navigate', url });
  });
}

function menuRequest({ target, clientX: x, clientY: y }: MouseEvent): MenuRequest {
  const element = target instanceof Element ? target : document.documentElement;
  const field = element.matches('input, textarea') ? (element as HTMLInputElement | HTMLTextAreaElement) : null;
  const isEditable = field !== null || (element instanceof HTMLElement && element.isContentEditable);
  return {
    ...{ x, y, isEditable, linkURL: element.closest('a')?.href ?? '' },
    selectionText:
      field === null
        ? String(getSelection() ?? '')
        : field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0),
    canPaste: isEditable && field?.readOnly !== true && field?.disabled !== true,
  };
}

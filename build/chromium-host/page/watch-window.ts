/* Tells the main process what happens to the window, and keeps Chromium's own behaviours out of the page. */

export function watchWindow(send: (message: unknown) => void): void {
  const report = (): void => {
    const { screenX: x, screenY: y, outerWidth: width, outerHeight: height } = window;
    send({ do: 'window-state', focused: document.hasFocus(), x, y, width, height });
  };
  for (const type of ['focus', 'blur', 'resize']) window.addEventListener(type, report);
  // Electron has no context menu of its own. Last in line: the page may want the event.
  window.addEventListener('contextmenu', (event) => {
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

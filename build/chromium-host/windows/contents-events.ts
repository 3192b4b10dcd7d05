/** What the host's WebContents emits. */
export const contentsEvents = [
  'did-start-loading', 'did-stop-loading', 'did-navigate', 'did-navigate-in-page', 'dom-ready', 'did-finish-load',
  'did-fail-load', 'page-title-updated', 'will-navigate', 'will-frame-navigate', 'preload-error', 'destroyed',
  'render-process-gone', 'ipc-message', 'will-redirect', 'context-menu',
]; // prettier-ignore
/** A `<webview>` is refused with its window, developer tools stay inside Chromium: nothing to emit. */
export const contentsEventsThatNeverHappen = [
  'will-attach-webview',
  'did-attach-webview',
  'devtools-opened',
  'unresponsive',
  'responsive',
];

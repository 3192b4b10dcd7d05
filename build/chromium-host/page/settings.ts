/* What the host hands to the scripts of a window. Types only: read by both sides. */

/** Names of the events that cross between the two worlds; the other world has them exchanged. */
export interface Wire {
  readonly out: string;
  readonly in: string;
}

export interface IsolatedSettings {
  readonly wire: Wire;
  /** The global that the host added to this world: takes text to the main process. */
  readonly binding: string;
  /** The global by which the host hands text to this world. */
  readonly receiver: string;
  readonly process: Readonly<Record<string, unknown>>;
  readonly preloadPath: string;
}

/** Chromium's window around the page, as the page sees it. */
export interface WindowState {
  readonly focused: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the user asked for a menu, and what could be done there: Electron's `context-menu` event. */
export interface MenuRequest {
  readonly x: number;
  readonly y: number;
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly linkURL: string;
  readonly canPaste: boolean;
}

/** From the window to the main process. */
export type WindowMessage =
  | { readonly do: 'invoke'; readonly id: number; readonly channel: string; readonly args: unknown[] }
  | { readonly do: 'send'; readonly channel: string; readonly args: unknown[] }
  | { readonly do: 'permission'; readonly id: number; readonly permission: string }
  | { readonly do: 'file-paths'; readonly id: number }
  | { readonly do: 'window-open'; readonly url: string; readonly frameName: string; readonly features: string }
  | ({ readonly do: 'window-state' } & WindowState)
  | ({ readonly do: 'context-menu' } & MenuRequest)
  | { readonly do: 'navigate'; readonly url: string }
  | { readonly do: 'preload-error'; readonly error: unknown };

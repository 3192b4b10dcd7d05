import { afterEach, beforeEach, vi } from 'vitest';
import type { Pinia } from 'pinia';
import { createMemoryHistory, type Router } from 'vue-router';
import type { CallName } from '#shared/ipc/contract.ts';
import type { Language } from '../../renderer/i18n/language.ts';
import { type StartedWindow, startWindow } from '../../renderer/start-window.ts';
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts';
import { sampleNow } from './sample-data.ts';

export interface OpenWindow {
  readonly fake: FakeBridge;
  readonly router: Router;
  /** Of this window; the active one may be another's, whose screen was still being loaded. */
  readonly pinia: Pinia;
}

let opened: StartedWindow | null = null;
const waitOptions = { timeout: 15_000, interval: 20 };

/** Waits until the check no longer throws, with time for a busy machine. */
export const until = <T>(check: () => T): Promise<T> => Promise.resolve(vi.waitFor(check, waitOptions));

/** Call at the top of a test file: each test begins without a window, on the sample data's day. */
export function withWindows(): void {
  vi.setConfig({ testTimeout: 30_000 });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(sampleNow) });
    localStorage.clear();
    document.body.innerHTML = '';
    // Nothing is ever idle here: what a screen does ahead of time stays undone.
    vi.stubGlobal('requestIdleCallback', () => 0);
    vi.stubGlobal('cancelIdleCallback', () => undefined);
    // happy-dom has no highlights.
    vi.stubGlobal('CSS', Object.assign(Object.create(CSS) as typeof CSS, { highlights: new Map() }));
    // A document without a layout: charts want some room to draw in.
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(640);
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(200);
  });
  afterEach(() => {
    opened?.close();
    opened = null;
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

/** Opens the whole window on a path, as the program does, with a fake main process behind it. */
export async function openWindow({
  path = '/overview',
  fake = createFakeBridge(),
  account,
  language,
}: { path?: string; fake?: FakeBridge; account?: string; language?: Language } = {}): Promise<OpenWindow> {
  if (account !== undefined) localStorage.setItem('billfold.account', account);
  Object.defineProperty(window, 'billfold', { value: fake, configurable: true });
  const host = document.createElement('div');
  host.id = 'app';
  document.body.append(host);
  const history = createMemoryHistory();
  history.replace(path);
  opened = await startWindow(host, { history, ...(language ? { language } : {}) });
  return { fake, router: opened.router, pinia: opened.pinia };
}

/** What the window last asked main for under this name. */
export const lastRequest = ({ made }: FakeBridge, name: CallName): unknown =>
  made.filter((call) => call.name === name).at(-1)?.request;

const tidy = (text: string | null | undefined): string => (text ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();

/** Everything that can be read, with all kinds of blanks as one space. */
export const visibleText = (within: ParentNode = document.body): string =>
  within instanceof Element ? tidy(within.textContent) : tidy(document.body.textContent);

/** What each cell of a table row says. */
export const cellsOf = (row: Element): string[] => [...row.children].map((cell) => tidy(cell.textContent));

const nameOf = (element: Element): string => {
  const labelled = element.getAttribute('aria-labelledby');
  return tidy(
    element.getAttribute('aria-label') ??
      (labelled ? document.getElementById(labelled)?.textContent : element.textContent),
  );
};

/** Waits for a button (or link, tab, option …) of this name. */
export const findControl = (name: string, selector = 'button, a, [role=option]'): Promise<HTMLElement> =>
  until(() => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find((each) => nameOf(each) === name);
    if (!found) throw new Error(`No "${name}" in: ${visibleText()}`);
    return found;
  });

/** Waits for the control that a label of this text belongs to. */
export const findField = (label: string): Promise<HTMLInputElement> =>
  until(() => {
    const found = [...document.querySelectorAll('label')].find((each) => tidy(each.textContent) === label);
    const control = document.getElementById(found?.htmlFor ?? '');
    if (!control) throw new Error(`No field "${label}" in: ${visibleText()}`);
    return control as HTMLInputElement;
  });

/** Waits until the text can be read somewhere. */
export const seeText = (text: string, within: () => ParentNode | null = () => document.body): Promise<void> =>
  until(() => {
    const now = visibleText(within() ?? document.body);
    if (!now.includes(text)) throw new Error(`No "${text}" in: ${now}`);
  });

export const seeNoText = (text: string): Promise<void> =>
  until(() => {
    if (visibleText().includes(text)) throw new Error(`"${text}" is still there`);
  });

/** Waits for the first element that fits. */
export const seeElement = (selector: string): Promise<HTMLElement> =>
  until(() => {
    const found = document.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`No ${selector}`);
    return found;
  });

export async function click(name: string, selector?: string): Promise<void> {
  (await findControl(name, selector)).click();
}

export async function type(label: string, text: string): Promise<HTMLInputElement> {
  const field = await findField(label);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return field;
}

export const press = (key: string, on: EventTarget = document.body, modifiers: KeyboardEventInit = {}): boolean =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }));

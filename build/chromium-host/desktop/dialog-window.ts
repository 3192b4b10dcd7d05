import type { Browser } from '../browser/browser.ts';
import type { AskUser } from './dialog.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '<br>');

const style = `body{font:14px system-ui;margin:20px;color-scheme:light dark}input{width:100%;box-sizing:border-box;padding:6px;margin:12px 0}
button{padding:6px 16px;margin:12px 8px 0 0;font:inherit}`;

/** Asks in a small Chromium window of its own: there is no native dialog without a toolkit. */
export function createAskUser(browser: Browser): AskUser {
  return async ({ title, text, buttons, line }) => {
    const page = await browser.open({ width: 560, height: 240 });
    const input = line === null ? '' : `<input aria-label="Path" autofocus value="${escaped(line)}">`;
    const row = buttons.map((button) => `<button>${escaped(button)}</button>`).join('');
    try {
      await page.setContent(
        `<!doctype html><title>${escaped(title)}</title><style>${style}</style><p>${escaped(text)}</p><form>${input}${row}</form>`,
      );
      const answer = await page.evaluate(`new Promise((resolve) => {
        const buttons = [...document.querySelectorAll('button')];
        const line = () => document.querySelector('input')?.value ?? '';
        buttons.forEach((button, index) => button.addEventListener('click', () => resolve({ button: index, line: line() })));
        document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
        (document.querySelector('input') ?? buttons[0])?.focus();
      })`);
      return answer as { button: number; line: string };
    } catch {
      return null;
    } finally {
      await page.close().catch(() => undefined);
    }
  };
}

/*
 * Windows remembers a toast longer than the program that showed it. What it hands back after a restart is the text of
 * the toast's `launch` attribute; Electron's own holds only a hash (shell/browser/notifications/win), so ours is written
 * here with the notification's key.
 */

const keyName = 'billfold';

export const toastXml = ({ title, body }: { title: string; body: string }, key: string): string =>
  `<toast launch="${escaped(`type=click&${keyName}=${key}`)}"><visual><binding template="ToastGeneric">` +
  `<text>${escaped(title)}</text><text>${escaped(body)}</text></binding></visual></toast>`;

/** The key of the notification that was clicked; null when it was not one of ours. */
export const keyOfActivation = (launch: string): string | null => new URLSearchParams(launch).get(keyName);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 knows hardly any control character, and no half of a surrogate pair. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Noncharacter_Code_Point}]+/gu, ' ')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');

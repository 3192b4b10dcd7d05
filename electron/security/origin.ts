/** Billfold's window has one origin and nothing else is loaded into it. */
export const scheme = 'app';
const origin = 'app://billfold';
export const startAddress = `${origin}/index.html`;

/** Whether an address is inside our own origin. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${scheme}:` &&
    url.host === 'billfold' &&
    url.username === '' &&
    url.password === ''
  );
}

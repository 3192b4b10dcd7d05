export { findChromium, findProgram } from './browser/chromium-binary.ts';

/** What `node --import` takes so that a program finds the host when it imports `electron`: an address, for any folder. */
export const hostRegister = new URL('./register.mjs', import.meta.url).href;

import { call } from '../bridge.ts';

/** Puts text on the clipboard through main, since the window itself may not; false where it failed. */
export const copyText = async (text: string): Promise<boolean> => (await call('app.copyText', { text })).ok;

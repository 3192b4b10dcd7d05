/* The module `electron` in a utility process: Electron offers `net` and `systemPreferences` there. */
import { ParentPort } from './processes/parent-port.ts';
import { Net } from './net/net.ts';
import { absent } from './strict.ts';

export const parentPort = new ParentPort();
export const net = new Net(() => true, null);
export const systemPreferences = absent('systemPreferences');

const electron = { net, parentPort, systemPreferences };
Object.defineProperty(process, 'parentPort', { value: parentPort });
export default electron;

/* The module `electron` in a utility process, where Electron offers little besides `net`. */
import type {} from 'electron';
import { ParentPort } from './processes/parent-port.ts';
import { Net } from './net/net.ts';
import { absent } from './strict.ts';

export const parentPort = new ParentPort();
export const net = new Net(() => true, null);
export const systemPreferences = absent('systemPreferences');
export const localAIHandler = absent('localAIHandler');
export const LanguageModelUtility = absent('LanguageModelUtility');

const electron = { net, parentPort, systemPreferences, localAIHandler, LanguageModelUtility } satisfies Record<
  keyof typeof Electron.Utility,
  unknown
>;
Object.defineProperty(process, 'parentPort', { value: parentPort });
export default electron;

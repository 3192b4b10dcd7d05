import { clipboard } from 'electron';
import type { Clipboard } from './ports.ts';

export const createClipboard = (): Clipboard => ({
  readText: () => clipboard.readText(),
  writeText: (text) => clipboard.writeText(text),
});

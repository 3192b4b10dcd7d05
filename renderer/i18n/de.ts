import { de as shared } from '#shared/messages/de.ts';
import * as first from './de/first.ts';
import * as later from './de/later.ts';
import type { en } from './en.ts';
import type { Words } from './words.ts';

export const de: Words<typeof en> = { ...shared, ...first, ...later };

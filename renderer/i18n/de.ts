import { de as shared } from '#shared/messages/de.ts';
import * as areas from './de/index.ts';
import type { en } from './en.ts';
import type { Words } from './words.ts';

export const de: Words<typeof en> = { ...shared, ...areas };

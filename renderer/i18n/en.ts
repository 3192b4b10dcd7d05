import { en as shared } from '#shared/messages/en.ts';
import * as first from './en/first.ts';
import * as later from './en/later.ts';

/** Everything that the window says, one file an area. The error sentences are shared with main and the commands. */
export const en = { ...shared, ...first, ...later };

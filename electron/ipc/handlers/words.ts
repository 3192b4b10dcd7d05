import { languageOf, languages, type SharedMessages } from '#shared/messages/index.ts';
import type { Program } from '../../bootstrap.ts';

/** Main's own words in the language that is set now. */
export const words = (program: Pick<Program, 'locale'>): SharedMessages => languages[languageOf(program.locale())];

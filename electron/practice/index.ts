export { createEmbeddedPractice, type EmbeddedPractice, type PracticeParameters } from './embedded.ts';
export { practiceHelp } from './help.ts';
export type { PracticeOptions, PracticeServer } from './options.ts';
export { startPracticeServer } from './server.ts';

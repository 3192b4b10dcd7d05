export { createEmbeddedPractice, type EmbeddedPractice } from './embedded.ts';
export { practiceHelp } from './help.ts';
export type { PracticeOptions, PracticeServer } from './options.ts';
export { startPracticeServer } from './start.ts';

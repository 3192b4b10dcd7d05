/** Why a template of file names cannot be used; `shared/messages` has the words. */
export const templateProblems = [
  'unknown-field',
  'half-bracket',
  'own-folder',
  'no-file-name',
  'dots',
  'too-deep',
] as const;
export type TemplateProblem = (typeof templateProblems)[number];

/** What there is to say about an error. */
export interface ErrorWords {
  /** What happened. */
  readonly message: string;
  /** What was not lost. May be empty. */
  readonly reassurance: string;
  /** What to do. */
  readonly nextStep: string;
}

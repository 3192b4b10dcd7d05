export interface Place {
  /** Of the practice account; the folders of the user are not touched. */
  readonly dataDir: string;
  readonly pictures: string;
  readonly exportFolder: string;
  readonly say: (line: string) => void;
}

/** What was shown, and what still runs. */
export interface Shown {
  /** Every step came true. */
  readonly allTrue: boolean;
  /** Says in a sentence what stays. */
  readonly stays: string;
  /** Resolves when that ends by itself. */
  readonly ended: Promise<unknown>;
  readonly close: () => Promise<void>;
}

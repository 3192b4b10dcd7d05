interface Part {
  readonly text: string;
  readonly isCode: boolean;
}

/** A text that names commands, which stand between backticks in it, as its parts. */
export const codeParts = (text: string): Part[] =>
  text
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) => {
      const isCode = part.length > 2 && part.startsWith('`') && part.endsWith('`');
      return { text: isCode ? part.slice(1, -1) : part, isCode };
    });

/** The same for where there is no other way to mark a command. */
export const plainText = (text: string): string =>
  codeParts(text)
    .map((part) => part.text)
    .join('');

/** Puts values in place of `{name}`. A value that is null or absent leaves nothing behind. */
export const fill = (text: string, values: Readonly<Record<string, string | number | null | undefined>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')).trim();

/** Says the text under a dotted path, whose type says that there is one, with values in place of `{name}`. */
export const translateBy =
  (texts: object) =>
  (key: string, values: Readonly<Record<string, string>>): string => {
    const text = key
      .split('.')
      .reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>>)[name], texts);
    return fill(String(text), values);
  };

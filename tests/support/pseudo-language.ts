import { en } from '../../renderer/i18n/en.ts';
import { createLanguage, type Language, type Texts } from '../../renderer/i18n/language.ts';

/** Every text of the window between ⟦ and ⟧; placeholders and plural bars stay where they are. */
const marked = (text: string): string =>
  text
    .split(' | ')
    .map((form) => (form === '' ? '' : `⟦${form}⟧`))
    .join(' | ');

function markedTexts<T>(texts: T): T {
  if (typeof texts === 'string') return marked(texts) as T;
  return Object.fromEntries(
    Object.entries(texts as object).map(([key, value]) => [key, markedTexts<unknown>(value)]),
  ) as T;
}

/** A language in which everything that was translated shows; dates and numbers come out in Japanese, without Latin letters. */
export function createPseudoLanguage(): Language {
  const all = () => Promise.resolve(markedTexts<Texts>(en));
  const language = createLanguage({ en: { first: all, all } });
  const choose = async (locale: string): Promise<void> => {
    await language.choose(locale);
    language.locale.value = 'ja-JP';
  };
  return { ...language, begin: choose, choose };
}

/** What is left of a text after everything translated was taken out, innermost marks first. */
export function untranslated(text: string): string {
  let rest = text;
  for (;;) {
    const shorter = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
    if (shorter === rest) return rest.trim();
    rest = shorter;
  }
}

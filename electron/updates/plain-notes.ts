const longest = 4000;

/** Notes of a release as text that can be shown anywhere: feeds may have HTML in them. Null where nothing is left. */
export function plainNotes(notes: string | null): string | null {
  const text = (notes ?? '')
    .replace(/<(?:li|p|br|h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return text === '' ? null : text.slice(0, longest);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': '’', nbsp: ' ', amp: '&' };

import { fold } from '../search-text.ts';

/** What companies are in law: two that differ in it alone are taken for one until somebody says otherwise. */
const legalForms = new Set(
  [
    'ab ag aps as asa bv bvba cv eg eirl ek eurl ev ewiv gbr gesmbh gmbh inc kg kgaa limited llc llp lp ltd ltda mbh',
    'nv oe ohg oy oyj partg plc pte pty pvt sa sarl sas sasu sca sccl scrl se sl slu snc spa spzoo sprl srl srls ug',
    'co corp corporation company incorporated cie haftungsbeschrankt haftungsbeschraenkt',
  ].flatMap((line) => line.split(' ')),
);

/** The words of a company's name, folded: without accents, case, punctuation. Short initials are one word: `S.à r.l.` is `sarl`. */
function nameWords(name: string): string[] {
  const text = fold(name.normalize('NFKC'))
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replace(/['’`´.]/gu, '')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return text === '' ? [] : text.replace(/\bs a r l\b|\bsa rl\b/g, 'sarl').split(' ');
}

/** A name without its legal form at the end, as it is compared; the whole of one that is nothing else. Empty: no name. */
export function nameKey(name: string): string {
  const words = nameWords(name);
  const kept = [...words];
  while (kept.length > 1 && (legalForms.has(kept.at(-1) ?? '') || kept.at(-1) === 'and')) kept.pop();
  return kept.join(' ');
}

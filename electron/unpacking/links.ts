/** What a link to an invoice says of itself, in its address or in the words that are linked. */
const invoiceWords =
  /invoice|receipt|billing|\bbill\b|rechnung|beleg|faktur|facture|factuur|fattura|factura|re[cç]u\b|\.pdf\b/i;
const most = 20;
const longestAddress = 2_000;
/** Of a mail's text, in characters. */
const longestText = 1_000_000;

/** Addresses (https) in a mail's HTML or text that may lead to an invoice, each once, in order. It is read as text; nothing of it is run or loaded. */
export function invoiceLinks(text: string): string[] {
  const found = new Set<string>();
  const read = text.slice(0, longestText);
  for (const [, quoted = '', words = ''] of read.matchAll(
    /<a\b[^<>]{0,2000}?\bhref\s*=\s*["']([^"'<>]{1,2000})["'][^<>]{0,2000}>([^<]{0,300})/gi,
  ))
    add(decoded(quoted), words);
  if (!/<a\b/i.test(read)) for (const [address] of read.matchAll(/https:\/\/[^\s<>"')\]]{1,2000}/gi)) add(address, '');
  return [...found];

  function add(address: string, words: string): void {
    const url = URL.parse(address.trim());
    if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.href.length > longestAddress)
      return;
    url.hash = '';
    if (found.size < most && invoiceWords.test(`${url.pathname} ${url.search} ${words}`)) found.add(url.href);
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', '#38': '&', '#x26': '&' };
const decoded = (address: string): string =>
  address.replace(/&(amp|#38|#x26);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole);

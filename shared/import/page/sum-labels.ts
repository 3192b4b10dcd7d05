/* What invoices call their sums, in English, German, French, Dutch, Italian and Spanish. A label is one only as a whole. */

export type SumKind = 'total' | 'plain-total' | 'net' | 'tax' | 'due' | 'prepaid' | 'paid' | 'before';

const whole = (...labels: readonly string[]): RegExp => new RegExp(`^(?:${labels.join('|')})$`, 'iu');

/** `incl VAT`, `inkl MwSt`, `TTC`: all taxes are in it. */
const vat = String.raw`(?:vat|tax(?:es)?|gst|(?:gesetzlicher?\s+)?(?:mwst|ust|umsatzsteuer|mehrwertsteuer)|tva|taxes|btw|iva|impuestos|imposte|i\s?v\s?a)`;
const including = String.raw`(?:(?:incl|inc|including|inkl|inklusive|einschl|einschließlich|with|mit|incluse?|inclus|comprises?|con|inclusief)(?:\s+(?:of\s+)?(?:all\s+)?(?:the\s+)?${vat})?|${vat}\s+(?:inclusa|incluido|incluida|included|inbegrepen|incluse|comprise?|compresa)|ttc|brutto|gross|toutes\s+taxes\s+comprises|tvac)`;
const excluding = String.raw`(?:(?:excl|ex|excluding|exkl|exclusive|before|without|ohne|zzgl|sin|senza|hors|exclusief|excepté)(?:\s+(?:of\s+)?(?:all\s+)?${vat}|\s+taxes?)?|${vat}\s+(?:esclusa|excluido|excluida|excluded)|h\s?t|netto|net|hors\s+taxes?|htva|neto|netta)`;
const bareTotal = String.raw`(?:total|gesamt|summe|totale|totaal|gesamtsumme|gesamtbetrag|rechnungssumme|rechnungsbetrag|amount|betrag|montant|bedrag|importo|importe|gesamtpreis|sum|endbetrag|endsumme)`;

const kinds: readonly (readonly [SumKind, RegExp])[] = [
  [
    'net',
    whole(
      String.raw`sub\s?-?total|subtotaal|subtotale|sous\s?-?total|zwischensumme|positionssumme|summe\s+(?:der\s+)?positionen`,
      String.raw`(?:total\s+)?net(?:\s+(?:amount|total|value|price|sum))?|(?:total\s+)?taxable\s+(?:amount|value|total)`,
      String.raw`${bareTotal}(?:\s+${bareTotal})?(?:\s+${excluding}){1,2}`,
      String.raw`netto(?:betrag|summe|wert|gesamtbetrag|rechnungsbetrag|preis|warenwert)?|(?:gesamt|rechnungs|summe)\s?-?netto(?:betrag|summe)?|netto\s+(?:gesamt|summe|total|betrag)|warenwert|steuerpflichtiger\s+betrag`,
      String.raw`base\s+(?:h\s?t|imposable|imponible|imponibile)|(?:totale\s+)?imponibile(?:\s+totale)?|importe\s+neto|total\s+base(?:\s+imponible)?|importo\s+netto|totale\s+netto`,
      String.raw`grondslag|maatstaf(?:\s+van\s+heffing)?|nettobedrag|netto\s+bedrag`,
    ),
  ],
  [
    'tax',
    whole(
      String.raw`(?:total\s+|plus\s+|add\s+)?(?:vat|(?:sales\s+)?tax(?:es)?|gst|hst|pst|qst)(?:\s+(?:amount|total|payable|rate|standard|reduced))*`,
      String.raw`(?:gesamt|summe\s+|betrag\s+|zzgl\s+|zuzüglich\s+|zuzügl\s+|plus\s+|davon\s+|enthaltene?\s+|darin\s+enthaltene?\s+|inkl\s+|enthält\s+|\+\s*)*(?:gesetzl(?:iche)?\s+|ges\s+)?(?:mwst|ust|umsatzsteuer|mehrwertsteuer|steuer)(?:\s?-?(?:betrag|summe|gesamt|total))?(?:\s+(?:gesamt|total))?|steuer(?:betrag|summe|gesamtbetrag)|gesamtsteuer(?:betrag)?|versicherungs?steuer|(?:umsatz|mehrwert)steuerbetrag|mwst-betrag`,
      String.raw`(?:total\s+|montant\s+(?:de\s+la\s+|total\s+)?|dont\s+)?(?:tva|taxes)(?:\s+(?:totale?|sur\s+les\s+débits))?`,
      String.raw`(?:totaal\s+|bedrag\s+)?btw(?:\s?-?bedrag)?`,
      String.raw`(?:totale\s+|importo\s+|imposta\s+|totale\s+imposta\s+)?(?:i\s?v\s?a|imposta)|(?:total\s+|cuota\s+|importe\s+|cuota\s+de\s+)?(?:i\s?v\s?a|igic|cuota)`,
    ),
  ],
  [
    'total',
    whole(
      String.raw`(?:grand|invoice|overall)\s+total|total\s+(?:amount|invoice|invoiced|charges?|for\s+this\s+invoice)|(?:gross|invoice)\s+(?:amount|total|value)|total\s+gross(?:\s+amount)?`,
      String.raw`${bareTotal}(?:\s+${bareTotal})?(?:\s+${including}){1,2}`,
      String.raw`brutto(?:betrag|summe|gesamtbetrag|rechnungsbetrag)?|gesamt(?:betrag|summe|rechnungsbetrag)(?:\s+(?:der\s+)?rechnung)?|rechnungs(?:betrag|summe|endbetrag|gesamtbetrag)|end(?:betrag|summe)|gesamt\s?-?brutto(?:betrag|summe)?|brutto\s+(?:gesamt|summe|total|betrag)|rechnungsbeitrag|gutschrift(?:s?betrag|summe)|rechnungsgesamtbetrag`,
      String.raw`montant\s+(?:total|ttc)(?:\s+(?:ttc|facture))?|total\s+(?:général|facture|à\s+payer\s+ttc)|total\s+t\s?t\s?c(?:\s+à\s+payer)?`,
      String.raw`totaalbedrag(?:\s+${including})?|factuurbedrag|factuurtotaal|eindtotaal|eindbedrag`,
      String.raw`totale\s+(?:fattura|documento|generale|complessivo|importo)|importo\s+totale(?:\s+(?:fattura|documento))?`,
      String.raw`total\s+(?:factura|general|importe|documento|final)|importe\s+total(?:\s+(?:factura|${including}))?`,
      String.raw`total\s+(?:credit|credited)|credit\s+total`,
    ),
  ],
  ['plain-total', whole('total', 'gesamt', 'summe', 'totale', 'totaal', String.raw`total\s+(?:eur|usd)`)],
  [
    'due',
    whole(
      String.raw`(?:total\s+|net\s+|invoice\s+)?(?:amount|balance|total|sum)\s+(?:due|payable|outstanding|owed|to\s+pay)|(?:invoice\s+)?balance|due(?:\s+payable)?(?:\s+amount)?|total\s+to\s+pay|please\s+pay|net\s+payable`,
      String.raw`(?:fälliger\s+)?zahl(?:ungs)?betrag|(?:noch\s+)?(?:zu\s+zahlen(?:der\s+betrag)?|zu\s+zahlender\s+betrag|zu\s+überweisen)|offener\s+(?:rechnungs)?betrag|fälliger\s+betrag|restbetrag|forderungsbetrag|(?:zu\s+zahlender\s+)?endbetrag\s+zu\s+zahlen|überweisungsbetrag`,
      String.raw`(?:net|reste|total|montant|solde)\s+à\s+payer|montant\s+dû|solde\s+dû|net\s+à\s+payer(?:\s+ttc)?`,
      String.raw`(?:totaal\s+|nog\s+)?te\s+(?:betalen|voldoen)(?:\s+bedrag)?|openstaand\s+(?:bedrag|saldo)|te\s+betalen\s+bedrag`,
      String.raw`(?:netto|totale|importo|saldo)\s+(?:a|da)\s+pagare|importo\s+dovuto|totale\s+dovuto|saldo\s+dovuto`,
      String.raw`(?:total|importe|saldo)\s+a\s+pagar|(?:importe|saldo)\s+pendiente|pendiente\s+de\s+pago|líquido\s+a\s+percibir`,
    ),
  ],
  [
    'prepaid',
    whole(
      String.raw`(?:less\s+)?(?:deposit|prepayment|advance(?:\s+payment)?|down\s+payment)(?:\s+(?:paid|received))?|(?:amount\s+)?prepaid|already\s+paid`,
      String.raw`(?:abzgl\s+|abzüglich\s+)?(?:erhaltene[rn]?\s+|geleistete\s+|ihre\s+)?(?:anzahlung(?:en|sbetrag)?|vorauszahlung(?:en)?|abschlagszahlung(?:en)?)|bereits\s+(?:gezahlt|bezahlt|geleistet)`,
      String.raw`acompte(?:s)?(?:\s+(?:versé|reçu|payé)s?)?|déjà\s+(?:réglé|payé|versé)|avance(?:\s+versée)?`,
      String.raw`aanbetaling|vooruitbetaald|reeds\s+(?:betaald|voldaan)`,
      String.raw`acconto(?:\s+(?:versato|ricevuto))?|già\s+pagato|anticipo(?:\s+(?:versato|pagado|recibido))?|pagado\s+a\s+cuenta|a\s+cuenta`,
    ),
  ],
  [
    'paid',
    whole(
      String.raw`(?:total|amount)\s+paid|payments?(?:\s+received)?|paid`,
      String.raw`(?:betrag\s+)?(?:be|ge)zahlt(?:er\s+betrag)?|zahlung(?:en)?(?:\s+erhalten)?`,
      String.raw`montant\s+(?:payé|réglé)|payé|réglé|betaald(?:\s+bedrag)?|(?:importo\s+)?pagato|(?:importe\s+)?pagado`,
    ),
  ],
  [
    'before',
    whole(
      String.raw`(?:previous|opening|prior)\s+balance|balance\s+(?:brought\s+)?forward`,
      String.raw`saldo\s+aus\s+.*|alter\s+saldo|saldovortrag|offen\s+aus\s+.*`,
      String.raw`solde\s+(?:précédent|antérieur)|report\s+à\s+nouveau|vorig\s+saldo|saldo\s+(?:precedente|anterior)`,
    ),
  ],
];

/** What stands between a label and its amount and says nothing of what it is. */
const noise =
  /[\d.,'’]*\d\s*%|%|\((?:in\s+)?(?:EUROS?|[A-Z]{3}|[€$£¥])\)|\b(?:in|en|em)\s+(?:EUROS?|[A-Z]{3}|€)|(?<![\p{L}])(?:EUR|USD|GBP|CHF)(?![\p{L}])|[€$£¥]/giu;
/** On what a tax was reckoned: its amount stands behind. */
const basis = /\s+(?:auf|von|of|on|aus|sur|su|sobre|over|op|de|in|en)$/iu;

/** What a text calls a sum, without rates, currencies and marks; null where it is no name of a sum. */
export function sumKindOf(label: string): SumKind | null {
  if (label.length > 80) return null;
  const bare = label
    .replace(noise, ' ')
    .replace(/[().:*|=–—_;[\]]/gu, ' ')
    .replace(/\s[-+]\s|^[-+\s]+|[-\s]+$/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(basis, '');
  if (bare === '') return null;
  // Where letters are set apart, a blank is read into a word: `Br uttosumme`.
  const words = [bare, bare.replaceAll(' ', '')];
  for (const each of words) {
    const kind = kinds.find(([, pattern]) => pattern.test(each))?.[0];
    if (kind) return kind;
  }
  return null;
}

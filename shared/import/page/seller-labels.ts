/* What invoices call the two parties and the owner of an account, in English, German, French, Dutch, Italian and Spanish. */

const whole = (...labels: readonly string[]): RegExp => new RegExp(String.raw`^(?:${labels.join('|')})\s*:?$`, 'iu');

/** Heads the block of the seller. */
export const sellerHeads = whole(
  String.raw`seller|vendor|supplier|from|sold\s+by|issued\s+by|billed?\s+(?:by|from)|issuer`,
  String.raw`verkäufer|lieferant|rechnungs(?:steller|aussteller|ersteller)|leistungserbringer|leistender\s+unternehmer`,
  String.raw`vendeur|fournisseur|[ée]metteur|prestataire|verkoper|leverancier`,
  String.raw`venditore|fornitore|cedente(?:\s*\/\s*prestatore)?|vendedor|proveedor|emisor`,
);

/** Heads the block of whoever buys or gets it. */
export const buyerHeads = whole(
  String.raw`(?:bill(?:ed)?|ship(?:ped)?|sold|invoiced?|deliver(?:ed)?)\s*(?:to|address)|buyer|customer|client|recipient|(?:billing|shipping|delivery)\s+address|to`,
  String.raw`käufer(?:\s*\/\s*leistungsempfänger)?|kunde|rechnungs(?:empfänger|adresse|anschrift)|(?:waren|leistungs)?empfänger|liefer(?:adresse|anschrift)|auftraggeber|an|abweichender?\s+(?:waren|rechnungs)?empfänger`,
  String.raw`acheteur|factur[ée]e?\s+[àa]|livr[ée]e?\s+[àa]|adresse\s+de\s+(?:livraison|facturation)|destinataire`,
  String.raw`koper|klant|factuur\s+aan|factuuradres|afleveradres|gefactureerd\s+aan`,
  String.raw`cliente|destinatario|intestat[oa](?:\s+a)?|fatturat[oa]\s+a|spett(?:\.|abile)(?:\s+ditta)?|cessionario(?:\s*\/\s*committente)?|acquirente`,
  String.raw`facturar\s+a|facturado\s+a|direcci[óo]n\s+de\s+(?:env[íi]o|facturaci[óo]n)|comprador|receptor`,
);

/** Heads the block of somebody else: who is paid, who answers for the taxes. */
export const otherHeads = whole(
  String.raw`(?:\p{L}+\s+){0,2}(?:payee|zahlungsempfänger|steuerbevollmächtigter|steuervertreter|bénéficiaire|tax\s+representative)(?:\s+des\s+verkäufers)?`,
);

/** Beside an id or an account: it is the reader's own. */
export const readersOwn =
  /(?<!\p{L})(?:your|customer|client|buyer|recipient|ihre?[mnrs]?|kunden?|käufers?|empfängers?|leistungsempfängers?|votre|acheteur|destinataire|uw|klant|koper|vostr[ao]|cliente|destinatario|acquirente|comprador|receptor)(?!\p{L})/iu;

/** The money is taken from the reader's account: the account that is named is not the seller's. */
export const directDebit =
  /(?<!\p{L})(?:direct\s+debit|debited|debit\s+your|lastschrift|abgebucht|abbuchung|eingezogen|einzug|einziehen|bankeinzug|pr[ée]lev|prélèvement|incasso|afgeschreven|automatisch\s+ge[ïi]ncasseerd|addebit|domiciliaci[óo]n|cargo\s+en\s+cuenta|adeudo|mandat)/iu;

export const payeeLabels = new RegExp(
  String.raw`^(?:${[
    String.raw`account\s+(?:holder|name|owner)|beneficiary(?:\s+name)?|payee|(?:make\s+)?(?:checks?\s+|cheques?\s+)?payable\s+to`,
    String.raw`konto(?:inhaber(?:in)?|name)|(?:zahlungs|geld)empfänger|begünstigter?`,
    String.raw`titulaire(?:\s+du\s+compte)?|b[ée]n[ée]ficiaire|[àa]\s+l['’]ordre\s+de`,
    String.raw`rekeninghouder|ten\s+name\s+van|t\.?n\.?v\.?|op\s+naam\s+van`,
    String.raw`intestatario(?:\s+(?:del\s+)?conto)?|beneficiario|titular(?:\s+de\s+la\s+cuenta)?`,
  ].join('|')})\s*:?\s+`,
  'iu',
);

/** How companies of many countries end their name. */
export const legalForm =
  /(?<![\p{L}])(?:g?GmbH(?:\s*&\s*Co\.?\s*KG(?:aA)?)?|GMBH|gesmbh|AG(?:\s*&\s*Co\.?\s*KG(?:aA)?)?|KGaA|KG|OHG|GbR|UG(?:\s*\(haftungsbeschränkt\))?|e\.\s?K\.|e\.\s?V\.|eG|a\.\s?G\.|SE|Inc\.?|LLC|L\.L\.C\.|Ltd\.?|LTD\.?|Limited|Corp\.?|Corporation|PLC|plc|LLP|B\.\s?V\.|BV|N\.\s?V\.|NV|S\.?\s?[àa]\s?\.?r\.?l\.?|SARL|SASU?|EURL|S\.\s?A\.(?:\s?S\.)?|S\.?r\.?l\.?|S\.\s?p\.\s?A\.|SpA|SPA|S\.\s?L\.(?:\s?U\.)?|SLU?|Pty\.?\s+Ltd\.?|Pte\.?\s+Ltd\.?|Oy|AB|ApS|A\/S|AS|sp\.\s?z\s?o\.\s?o\.|s\.r\.o\.|Kft\.?)(?![\p{L}\d])/u;

/** Stands near the name of whoever wrote the invoice, in its head or foot. */
export const sellersOwn =
  /(?<!\p{L})(?:HR\s?[AB]|Handelsregister|Amtsgericht|Registergericht|Geschäftsführer(?:in|ung)?|Vorstand|Steuer-?\s?N(?:umme)?r|USt-?\.?\s?-?Id|UID|SIRET|SIREN|RCS|N°\s?TVA|APE|KvK|BTW|P\.?\s?IVA|Partita\s+IVA|R\.?E\.?A\.|CIF|NIF|Registered\s+(?:in|office)|Company\s+(?:no|number|reg)|VAT\s+(?:no|number|id|reg)|IBAN|BIC|SWIFT)(?!\p{L})/iu;

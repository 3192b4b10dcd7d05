/* What invoices of six countries call their facts: written down from invoices, apart from what the reader knows. */

export type MadeLanguage = 'en' | 'de' | 'fr' | 'nl' | 'it' | 'es';
type Choices = readonly [string, ...string[]];

export interface MadeWords {
  readonly title: Choices;
  readonly credit: Choices;
  readonly receipt: Choices;
  readonly number: Choices;
  readonly date: Choices;
  readonly due: Choices;
  readonly customer: Choices;
  readonly order: Choices;
  readonly orderDate: Choices;
  readonly period: Choices;
  readonly delivered: Choices;
  readonly buyer: Choices;
  readonly description: Choices;
  readonly quantity: Choices;
  readonly unitPrice: Choices;
  readonly amount: Choices;
  readonly net: Choices;
  /** `%` stands for the rate. */
  readonly tax: Choices;
  readonly taxWord: Choices;
  readonly total: Choices;
  readonly payable: Choices;
  readonly prepaid: Choices;
  readonly previous: Choices;
  readonly paid: Choices;
  readonly paidOn: Choices;
  readonly method: Choices;
  readonly exempt: Choices;
  /** Said of the original of a credit note. */
  readonly original: Choices;
  readonly thanks: Choices;
  readonly vatId: Choices;
  readonly currencyWord: Choices;
  readonly footer: Choices;
  readonly items: Choices;
}

export const madeWords: Readonly<Record<MadeLanguage, MadeWords>> = {
  en: {
    title: ['Invoice', 'INVOICE', 'Tax invoice'],
    credit: ['Credit note', 'CREDIT NOTE', 'Credit memo'],
    receipt: ['Receipt'],
    number: ['Invoice number', 'Invoice no.', 'Invoice #', 'Invoice No', 'Invoice ID'],
    date: ['Date of issue', 'Invoice date', 'Issue date', 'Date', 'Issued'],
    due: ['Date due', 'Due date', 'Payment due', 'Pay by'],
    customer: ['Customer number', 'Account number', 'Client ID'],
    order: ['Order number', 'Your reference', 'PO number'],
    orderDate: ['Order date', 'Ordered on'],
    period: ['Billing period', 'Service period'],
    delivered: ['Delivery date', 'Date of supply'],
    buyer: ['Bill to', 'Billed to', 'Customer'],
    description: ['Description', 'Item', 'Product'],
    quantity: ['Qty', 'Quantity', 'Units'],
    unitPrice: ['Unit price', 'Price', 'Rate'],
    amount: ['Amount', 'Total', 'Line total'],
    net: ['Subtotal', 'Net amount', 'Total excluding tax', 'Total before tax'],
    tax: ['VAT (%)', 'VAT %', 'Tax (%)', 'Sales tax %'],
    taxWord: ['VAT', 'Tax'],
    total: ['Total', 'Grand total', 'Invoice total', 'Total amount', 'Total incl. VAT'],
    payable: ['Amount due', 'Balance due', 'Total due', 'Amount payable'],
    prepaid: ['Deposit paid', 'Less prepayment', 'Advance payment'],
    previous: ['Previous balance', 'Balance brought forward'],
    paid: ['PAID', 'Paid', 'Payment received'],
    paidOn: ['Date paid', 'Paid on'],
    method: ['Payment method: Visa ending in 4242', 'Mastercard - 4444'],
    exempt: ['Reverse charge: tax to be paid by the recipient.', 'No VAT is charged on this supply.'],
    original: ['Original invoice', 'For invoice'],
    thanks: ['Thank you for your business.', 'Please quote the number with your payment.'],
    vatId: ['VAT ID', 'VAT no.'],
    currencyWord: ['Currency'],
    footer: ['Registered in England, company no. 07418529', 'Support: Mon - Fri 08.30 - 17.00, phone +44 20 7946 0018'],
    items: ['Hosting, plan L', 'Seats', 'Storage', 'Support, premium', 'Consulting', 'Bandwidth 12 TB', 'Setup'],
  },
  de: {
    title: ['Rechnung', 'RECHNUNG', 'Handelsrechnung'],
    credit: ['Gutschrift', 'Stornorechnung', 'Rechnungskorrektur'],
    receipt: ['Quittung', 'Zahlungsbeleg'],
    number: ['Rechnungsnummer', 'Rechnungs-Nr.', 'Rechnung Nr.', 'Rechnungsnr.', 'Belegnummer'],
    date: ['Rechnungsdatum', 'Datum', 'Ausstellungsdatum', 'Belegdatum'],
    due: ['Fällig am', 'Fälligkeitsdatum', 'Zahlbar bis', 'Zahlungsziel'],
    customer: ['Kundennummer', 'Kunden-Nr.', 'Ihre Kundennr.'],
    order: ['Bestellnummer', 'Auftragsnummer', 'Ihr Zeichen'],
    orderDate: ['Bestelldatum', 'Bestellung vom', 'Auftrag vom'],
    period: ['Abrechnungszeitraum', 'Leistungszeitraum', 'Zeitraum vom'],
    delivered: ['Lieferdatum', 'Leistungsdatum'],
    buyer: ['Rechnungsempfänger', 'An', 'Kunde'],
    description: ['Bezeichnung', 'Beschreibung', 'Leistung'],
    quantity: ['Menge', 'Anzahl'],
    unitPrice: ['Einzelpreis', 'Preis'],
    amount: ['Betrag', 'Gesamt', 'Gesamtpreis', 'Summe'],
    net: ['Nettobetrag', 'Zwischensumme', 'Summe netto', 'Gesamtbetrag netto', 'Rechnungssumme ohne USt.'],
    tax: ['zzgl. % MwSt.', 'Umsatzsteuer %', 'MwSt. %', 'zuzüglich % USt', '% USt.'],
    taxWord: ['MwSt.', 'USt.'],
    total: ['Gesamtbetrag', 'Rechnungsbetrag', 'Bruttosumme', 'Endsumme', 'Gesamtsumme', 'Summe brutto', 'Endbetrag'],
    payable: ['Zahlbetrag', 'Zu zahlender Betrag', 'Offener Betrag', 'Noch zu zahlen'],
    prepaid: ['Erhaltene Anzahlungen', 'Bereits gezahlt', 'abzgl. Anzahlung'],
    previous: ['Saldo aus Vormonat', 'Offen aus vorigen Rechnungen'],
    paid: ['BEZAHLT', 'Bezahlt', 'Betrag dankend erhalten'],
    paidOn: ['Bezahlt am', 'Zahlungsdatum'],
    method: ['Zahlungsart: Visa mit den Endziffern 4242', 'Mastercard **** 4444'],
    exempt: ['Steuerschuldnerschaft des Leistungsempfängers.', 'Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.'],
    original: ['Ursprüngliche Rechnung', 'Zu Rechnung'],
    thanks: ['Vielen Dank für Ihren Auftrag.', 'Bitte geben Sie bei der Zahlung die Nummer an.'],
    vatId: ['USt-IdNr.', 'Ust-ID'],
    currencyWord: ['Währung'],
    footer: [
      'Amtsgericht Hamburg HRB 104512, Stammkapital 25.000 EUR',
      'Mo.-Fr. 08.30 - 12.30 Uhr und 13.30 - 17.00 Uhr',
    ],
    items: ['Hosting, Tarif L', 'Lizenzen', 'Speicher', 'Wartung', 'Beratung', 'Datenverkehr 12 TB', 'Einrichtung'],
  },
  fr: {
    title: ['Facture', 'FACTURE'],
    credit: ['Avoir', 'AVOIR', "Facture d'avoir"],
    receipt: ['Reçu'],
    number: ['Numéro de facture', 'Facture n°', 'N° de facture', 'Facture N°', 'Référence facture'],
    date: ['Date de facture', "Date d'émission", 'Date de facturation', 'Date'],
    due: ["Date d'échéance", 'Échéance', 'À payer avant le', 'Payable avant le'],
    customer: ['Numéro client', 'Code client', 'Référence client'],
    order: ['Bon de commande', 'N° de commande'],
    orderDate: ['Date de commande', 'Commande du'],
    period: ['Période', 'Période de facturation'],
    delivered: ['Date de livraison', 'Livraison le'],
    buyer: ['Facturé à', 'Client', 'Adressé à'],
    description: ['Désignation', 'Description'],
    quantity: ['Qté', 'Quantité'],
    unitPrice: ['Prix unitaire', 'PU HT'],
    amount: ['Montant', 'Montant HT', 'Total'],
    net: ['Total HT', 'Sous-total', 'Montant HT'],
    tax: ['TVA %', 'TVA (%)', 'Montant TVA %'],
    taxWord: ['TVA'],
    total: ['Total TTC', 'Montant total TTC', 'Total à payer TTC', 'Montant TTC'],
    payable: ['Net à payer', 'Reste à payer', 'Montant dû'],
    prepaid: ['Acompte versé', 'Acompte reçu', 'Déjà réglé'],
    previous: ['Solde précédent', 'Report à nouveau'],
    paid: ['PAYÉE', 'Facture acquittée', 'Payé'],
    paidOn: ['Payée le', 'Date de paiement'],
    method: ['Mode de paiement : Visa se terminant par 4242', 'Carte bancaire **** 4444'],
    exempt: ['Autoliquidation de la TVA.', 'TVA non applicable, art. 293 B du CGI.'],
    original: ["Facture d'origine", 'Sur facture'],
    thanks: ['Merci de votre confiance.', 'Merci de rappeler le numéro lors du règlement.'],
    vatId: ['N° TVA', 'TVA intracommunautaire'],
    currencyWord: ['Devise'],
    footer: [
      'SARL au capital de 50 000 EUR, RCS Lyon 512 345 678',
      'Pénalités de retard : 3 fois le taux légal, indemnité forfaitaire 40 €',
    ],
    items: ['Hébergement, offre L', 'Licences', 'Stockage', 'Assistance', 'Conseil', 'Trafic 12 To', 'Mise en service'],
  },
  nl: {
    title: ['Factuur', 'FACTUUR'],
    credit: ['Creditfactuur', 'Creditnota'],
    receipt: ['Betalingsbewijs'],
    number: ['Factuurnummer', 'Factuurnr.', 'Factuur nr.', 'Nummer factuur'],
    date: ['Factuurdatum', 'Datum'],
    due: ['Vervaldatum', 'Te betalen voor', 'Uiterste betaaldatum'],
    customer: ['Klantnummer', 'Debiteurnummer'],
    order: ['Ordernummer', 'Uw referentie'],
    orderDate: ['Besteldatum', 'Orderdatum'],
    period: ['Periode', 'Factuurperiode'],
    delivered: ['Leverdatum'],
    buyer: ['Factuuradres', 'Aan', 'Klant'],
    description: ['Omschrijving', 'Beschrijving'],
    quantity: ['Aantal'],
    unitPrice: ['Prijs', 'Stuksprijs'],
    amount: ['Bedrag', 'Totaal'],
    net: ['Subtotaal', 'Totaal excl. btw', 'Bedrag excl. btw'],
    tax: ['BTW %', 'btw (%)', '% btw'],
    taxWord: ['BTW', 'btw'],
    total: ['Totaal', 'Totaal incl. btw', 'Totaalbedrag', 'Factuurbedrag'],
    payable: ['Te betalen', 'Openstaand bedrag', 'Nog te betalen'],
    prepaid: ['Aanbetaling', 'Reeds betaald'],
    previous: ['Vorig saldo'],
    paid: ['BETAALD', 'Betaald', 'Voldaan'],
    paidOn: ['Betaald op', 'Betaaldatum'],
    method: ['Betaalmethode: Visa eindigend op 4242', 'iDEAL'],
    exempt: ['Btw verlegd.', 'Vrijgesteld van btw.'],
    original: ['Oorspronkelijke factuur', 'Betreft factuur'],
    thanks: ['Bedankt voor uw bestelling.', 'Vermeld bij betaling het nummer.'],
    vatId: ['Btw-nummer', 'BTW-nr.'],
    currencyWord: ['Valuta'],
    footer: ['KvK 34123456, IBAN NL91 ABNA 0417 1643 00', 'Bereikbaar ma - vr 08.30 - 17.00'],
    items: ['Hosting, pakket L', 'Licenties', 'Opslag', 'Ondersteuning', 'Advies', 'Dataverkeer 12 TB', 'Inrichting'],
  },
  it: {
    title: ['Fattura', 'FATTURA'],
    credit: ['Nota di credito', 'NOTA DI CREDITO'],
    receipt: ['Ricevuta'],
    number: ['Numero fattura', 'Fattura n.', 'Fattura nr.', 'N. fattura', 'Numero documento'],
    date: ['Data fattura', 'Data emissione', 'Data documento', 'Data'],
    due: ['Scadenza', 'Data di scadenza', 'Pagare entro il'],
    customer: ['Codice cliente', 'Numero cliente'],
    order: ['Numero ordine', 'Vs. riferimento'],
    orderDate: ['Data ordine', 'Ordine del'],
    period: ['Periodo', 'Periodo di fatturazione'],
    delivered: ['Data di consegna'],
    buyer: ['Spettabile', 'Cliente', 'Destinatario'],
    description: ['Descrizione'],
    quantity: ['Q.tà', 'Quantità'],
    unitPrice: ['Prezzo unitario', 'Prezzo'],
    amount: ['Importo', 'Totale'],
    net: ['Imponibile', 'Totale imponibile', 'Subtotale'],
    tax: ['IVA %', 'IVA (%)', 'Imposta IVA %'],
    taxWord: ['IVA'],
    total: ['Totale fattura', 'Totale', 'Totale documento', 'Importo totale', 'Totale IVA inclusa'],
    payable: ['Netto a pagare', 'Totale da pagare', 'Importo dovuto'],
    prepaid: ['Acconto versato', 'Già pagato'],
    previous: ['Saldo precedente'],
    paid: ['PAGATO', 'Fattura pagata', 'Pagato'],
    paidOn: ['Pagato il', 'Data di pagamento'],
    method: ['Metodo di pagamento: Visa che termina con 4242', 'Carta di credito **** 4444'],
    exempt: ['Inversione contabile, art. 17 DPR 633/72.', 'Operazione non imponibile IVA.'],
    original: ['Fattura di riferimento', 'Rif. fattura'],
    thanks: ['Grazie per averci scelto.', 'Indicare il numero nella causale.'],
    vatId: ['P. IVA', 'Partita IVA'],
    currencyWord: ['Valuta'],
    footer: ['Capitale sociale 50.000,00 € i.v., REA MI 1234567', 'Assistenza lun - ven 08.30 - 17.30'],
    items: [
      'Hosting, piano L',
      'Licenze',
      'Archiviazione',
      'Assistenza',
      'Consulenza',
      'Traffico 12 TB',
      'Attivazione',
    ],
  },
  es: {
    title: ['Factura', 'FACTURA'],
    credit: ['Factura rectificativa', 'Nota de crédito', 'Abono'],
    receipt: ['Recibo'],
    number: ['Número de factura', 'Factura n.º', 'Nº de factura', 'Nº factura', 'Factura número'],
    date: ['Fecha de factura', 'Fecha de emisión', 'Fecha factura', 'Fecha'],
    due: ['Fecha de vencimiento', 'Vencimiento', 'Pagar antes del'],
    customer: ['Número de cliente', 'Código de cliente'],
    order: ['Número de pedido', 'Su referencia'],
    orderDate: ['Fecha de pedido', 'Pedido del'],
    period: ['Periodo', 'Periodo de facturación'],
    delivered: ['Fecha de entrega'],
    buyer: ['Facturado a', 'Cliente', 'Destinatario'],
    description: ['Descripción', 'Concepto'],
    quantity: ['Cant.', 'Cantidad'],
    unitPrice: ['Precio unitario', 'Precio'],
    amount: ['Importe', 'Total'],
    net: ['Base imponible', 'Subtotal', 'Total sin IVA'],
    tax: ['IVA %', 'IVA (%)', 'Cuota IVA %'],
    taxWord: ['IVA'],
    total: ['Total factura', 'Total', 'Importe total', 'Total con IVA'],
    payable: ['Total a pagar', 'Importe pendiente', 'Pendiente de pago'],
    prepaid: ['Anticipo', 'Pagado a cuenta'],
    previous: ['Saldo anterior'],
    paid: ['PAGADA', 'Pagado', 'Factura pagada'],
    paidOn: ['Pagado el', 'Fecha de pago'],
    method: ['Forma de pago: Visa terminada en 4242', 'Tarjeta **** 4444'],
    exempt: ['Inversión del sujeto pasivo.', 'Operación exenta de IVA.'],
    original: ['Factura original', 'Rectifica la factura'],
    thanks: ['Gracias por su confianza.', 'Indique el número en el concepto de la transferencia.'],
    vatId: ['NIF', 'CIF'],
    currencyWord: ['Moneda'],
    footer: ['Capital social 60.000 €, Registro Mercantil de Madrid', 'Atención de lunes a viernes 08.30 - 17.30'],
    items: [
      'Alojamiento, plan L',
      'Licencias',
      'Almacenamiento',
      'Soporte',
      'Consultoría',
      'Tráfico 12 TB',
      'Puesta en marcha',
    ],
  },
};

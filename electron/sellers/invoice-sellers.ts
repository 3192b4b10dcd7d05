import type { Money } from '#shared/money.ts';
import type { PastInvoice } from '#shared/sellers/expected.ts';
import type { SellerFacts } from '#shared/sellers/model.ts';
import type { Day } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

/** What invoices say of their seller that is the same for all of a group. */
export interface InvoiceGroup {
  readonly accountId: string;
  readonly source: 'vendor' | 'import';
  readonly seller: string | null;
  readonly sellerTaxId: string | null;
  readonly bankAccount: string | null;
  readonly host: string | null;
}

/** How an invoice of the archive wants to be paid. */
export interface PaymentFacts {
  readonly sellerId: string;
  readonly bankAccount: string | null;
  readonly reference: string | null;
  /** Of invoices of the seller that came before it with the same account. */
  readonly earlier: number;
}

const facts = `i.account_id AS accountId, i.source, i.seller, i.seller_tax_id AS sellerTaxId,
  s.bank_account AS bankAccount, s.host`;
const isGroup = `i.account_id = @accountId AND i.source = @source AND i.seller IS @seller AND i.seller_tax_id IS @sellerTaxId`;

export type InvoiceSellers = ReturnType<typeof createInvoiceSellers>;

/** Whose invoice each of the archive is. */
export function createInvoiceSellers(db: Database) {
  const unassigned = db.prepare<[], InvoiceGroup>(
    `SELECT DISTINCT ${facts} FROM invoices i LEFT JOIN invoice_sellers s ON s.invoice = i.row WHERE s.invoice IS NULL`,
  );
  const assign = db.prepare<InvoiceGroup & { sellerId: string }>(
    `INSERT INTO invoice_sellers (invoice, seller_id) SELECT i.row, @sellerId FROM invoices i
     WHERE ${isGroup} AND NOT EXISTS (SELECT 1 FROM invoice_sellers s WHERE s.invoice = i.row)`,
  );
  const ofSeller = db.prepare<[string], InvoiceGroup>(
    `SELECT DISTINCT ${facts} FROM invoice_sellers s JOIN invoices i ON i.row = s.invoice WHERE s.seller_id = ?`,
  );
  const reassign = db.prepare<InvoiceGroup & { from: string; into: string }>(
    `UPDATE invoice_sellers SET seller_id = @into WHERE seller_id = @from AND bank_account IS @bankAccount AND host IS @host
       AND invoice IN (SELECT row FROM invoices i WHERE ${isGroup})`,
  );
  const moveAll = db.prepare('UPDATE invoice_sellers SET seller_id = @into WHERE seller_id = @from');
  const link = db.prepare(
    `INSERT INTO invoice_sellers (invoice, seller_id, bank_account, host, reference)
     SELECT row, @sellerId, @bankAccount, @host, @reference FROM invoices WHERE account_id = @accountId AND id = @id
     ON CONFLICT DO UPDATE SET seller_id = excluded.seller_id, bank_account = coalesce(excluded.bank_account, bank_account),
       host = coalesce(excluded.host, host), reference = coalesce(excluded.reference, reference)`,
  );
  const counts = db.prepare<[], { sellerId: string; invoices: number; lastIssuedOn: Day | null }>(
    `SELECT s.seller_id AS sellerId, count(*) AS invoices, nullif(max(f.issued_on), '') AS lastIssuedOn
     FROM invoice_sellers s LEFT JOIN invoice_facts f ON f.row = s.invoice GROUP BY 1`,
  );
  // Drafts, voids and credit notes are no rhythm; what a vendor's system tells is not waited for.
  const past = db.prepare<[string, number], { issuedOn: Day } & Money>(
    `SELECT f.issued_on AS issuedOn, f.signed_total AS amount, f.currency
     FROM invoice_sellers s JOIN invoice_facts f ON f.row = s.invoice JOIN invoices i ON i.row = s.invoice
     WHERE s.seller_id = ? AND i.source = 'import' AND i.type = 'invoice' AND i.status NOT IN ('draft', 'void') AND f.issued_on > ''
     ORDER BY f.issued_on DESC LIMIT ?`,
  );
  const payment = db.prepare<[{ accountId: string; id: string }], PaymentFacts>(
    `SELECT s.seller_id AS sellerId, s.bank_account AS bankAccount, s.reference,
       (SELECT count(*) FROM invoice_sellers e JOIN invoices o ON o.row = e.invoice
        WHERE e.seller_id = s.seller_id AND e.bank_account = s.bank_account AND o.row <> i.row
          AND o.first_seen_at < i.first_seen_at) AS earlier
     FROM invoices i JOIN invoice_sellers s ON s.invoice = i.row
     WHERE i.account_id = @accountId AND i.id = @id AND i.type = 'invoice'`,
  );
  return {
    /** Groups of invoices of which nobody knows whose they are. */
    unassigned: () => unassigned.all(),
    assign: (group: InvoiceGroup, sellerId: string): void => void assign.run({ ...group, sellerId }),
    groupsOf: (sellerId: string) => ofSeller.all(sellerId),
    reassign: (group: InvoiceGroup, from: string, into: string): void => void reassign.run({ ...group, from, into }),
    moveAll: (from: string, into: string): void => void moveAll.run({ from, into }),
    link(
      { accountId, id }: { readonly accountId: string; readonly id: string },
      sellerId: string,
      { bankAccounts: [bankAccount], host }: Pick<SellerFacts, 'bankAccounts' | 'host'>,
      reference: string | null,
    ): void {
      link.run({ accountId, id, sellerId, bankAccount: bankAccount ?? null, host, reference });
    },
    counts: () => new Map(counts.all().map((each) => [each.sellerId, each])),
    /** The newest, newest first. */
    past: (sellerId: string, limit: number): PastInvoice[] =>
      past.all(sellerId, limit).map(({ issuedOn, amount, currency }) => ({ issuedOn, total: { amount, currency } })),
    payment: (invoice: { readonly accountId: string; readonly id: string }) => payment.get(invoice) ?? null,
  };
}

/** What a group's invoices tell. A vendor whose key answers is who it is: its account stands where no name is told. */
export const factsOfGroup = (
  { seller, sellerTaxId, bankAccount, host }: InvoiceGroup,
  nameOfAccount: string | null,
): SellerFacts => ({
  name: seller ?? nameOfAccount,
  taxIds: sellerTaxId === null ? [] : [sellerTaxId],
  bankAccounts: bankAccount === null ? [] : [bankAccount],
  payee: null,
  host,
});

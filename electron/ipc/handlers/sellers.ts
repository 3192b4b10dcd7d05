import { fail, ok, type Result } from '#shared/result.ts';
import { paymentAnswerOf } from '#shared/sellers/payment-answer.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const sellerHandlers = ({ program }: HandlerParts) => {
  const { archive, imports, sellers } = program;

  /** What was said of a seller may file what waits of it. */
  async function thenFile<T>(changed: Result<T>): Promise<Result<T>> {
    if (changed.ok) await imports.waiting.fileByRule();
    return changed;
  }

  return {
    'sellers.list': () => ok(sellers.list()),
    'sellers.save': ({ id, fields }) => thenFile(sellers.edits.save(id, fields)),
    'sellers.merge': ({ id, from }) => thenFile(sellers.edits.merge(from, id)),
    'sellers.split': ({ id, name, marks }) => sellers.edits.split(id, name, marks),
    'sellers.mark': ({ id, kind, text, state }) => thenFile(sellers.edits.mark(id, { kind, text }, state)),
    'sellers.forgetMark': ({ id, mark }) => sellers.edits.forgetMark(id, mark),
    'sellers.decide': ({ alarm, decision }) => thenFile(sellers.edits.decide(alarm, decision)),
    'sellers.payment'({ key }) {
      const invoice = archive.invoices.get(key);
      if (!invoice.ok) return invoice;
      const told = sellers.payment(invoice.value);
      if (!told) return ok(null);
      const seller = sellers.get(told.sellerId);
      return seller
        ? ok(paymentAnswerOf(invoice.value, seller, told))
        : fail({ code: 'seller-not-found', seller: told.sellerId });
    },
  } satisfies Partial<Handlers>;
};

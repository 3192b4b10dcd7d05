import { z } from 'zod';
import { invoiceKeySchema } from '../../invoices.ts';
import {
  alarmDecisionSchema,
  markKindSchema,
  sellerAlarmSchema,
  sellerFieldsSchema,
  sellerMarkSchema,
  sellerSchema,
  sellerViewSchema,
} from '../../sellers/model.ts';
import { paymentAnswerSchema } from '../../sellers/payment-answer.ts';
import { nothing } from './requests.ts';

const seller = z.object({ id: z.string() });
const mark = sellerMarkSchema.pick({ kind: true, key: true });
const text = z.string().trim().min(1).max(200);

export const sellerCalls = {
  'sellers.list': { request: nothing, response: z.array(sellerViewSchema) },
  /** A new one where `id` is null. */
  'sellers.save': {
    request: z.object({ id: z.string().nullable(), fields: sellerFieldsSchema }),
    response: sellerSchema,
  },
  /** Makes one seller of two: `id` stays. */
  'sellers.merge': { request: seller.extend({ from: z.string() }), response: sellerSchema },
  /** Makes a seller of its own of some of the marks. */
  'sellers.split': {
    request: seller.extend({ name: text, marks: z.array(mark).min(1).max(200) }),
    response: sellerSchema,
  },
  /** Something that the seller is known by, or is not. */
  'sellers.mark': {
    request: seller.extend({ kind: markKindSchema, text, state: sellerMarkSchema.shape.state }),
    response: sellerSchema,
  },
  'sellers.forgetMark': { request: seller.extend({ mark }), response: sellerSchema },
  /** Says of what looks like fraud what it is. */
  'sellers.decide': {
    request: z.object({
      alarm: sellerAlarmSchema.pick({ sellerId: true, mark: true, told: true, known: true }),
      decision: alarmDecisionSchema,
    }),
    response: sellerSchema,
  },
  /** The payment code of an open invoice, or why it has none. */
  'sellers.payment': { request: z.object({ key: invoiceKeySchema }), response: paymentAnswerSchema },
} as const;

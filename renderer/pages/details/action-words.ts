import { z } from 'zod';
import { accountSchema, type SourceSettings, sourceSettingsSchema } from '#shared/accounts.ts';
import { newAlertSchema } from '#shared/alerts.ts';
import type { Action, ActionName } from '#shared/actions.ts';
import { type CustomerDetails, customerDetailsSchema, newTaxIdSchema } from '#shared/billing-details.ts';
import { budgetSchema } from '#shared/desk/budgets.ts';
import { contractSchema } from '#shared/desk/contracts.ts';
import { handoverProfileSchema } from '#shared/handover/profile.ts';
import { findingText } from '#shared/messages/finding-text.ts';
import { markKindSchema, markStateSchema } from '#shared/sellers/model.ts';
import { subscriptionSchema } from '#shared/subscription.ts';
import { type UsagePlan, usagePlanSchema } from '#shared/usage-plan.ts';
import { findingSchema } from '#shared/verification.ts';
import { useAlertWords } from '../../composables/use-alert-words.ts';
import type { TextKey } from '../../i18n/language.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePlanWords } from '../usage/plan-words.ts';
import { useDetailsWords } from './use-details-words.ts';

const titles: Readonly<Record<ActionName, TextKey>> = {
  'account.added': 'details.log.what.accountAdded',
  'account.renamed': 'details.log.what.accountRenamed',
  'account.removed': 'details.log.what.accountRemoved',
  'account.reopened': 'details.log.what.accountReopened',
  'account.key-replaced': 'details.log.what.keyReplaced',
  'account.source-added': 'details.log.what.sourceAdded',
  'account.support-changed': 'details.log.what.supportChanged',
  'details.changed': 'details.log.what.detailsChanged',
  'details.approved': 'details.log.what.detailsApproved',
  'tax-id.added': 'details.log.what.taxIdAdded',
  'tax-id.removed': 'details.log.what.taxIdRemoved',
  'subscription.cancelled': 'details.log.what.cancelled',
  'subscription.kept': 'details.log.what.kept',
  'usage-plan.saved': 'details.log.what.planSaved',
  'alert.saved': 'details.log.what.alertSaved',
  'alert.removed': 'details.log.what.alertRemoved',
  'alert.restored': 'details.log.what.alertRestored',
  'finding.accepted': 'details.log.what.findingAccepted',
  'finding.reopened': 'details.log.what.findingReopened',
  'handover.written': 'details.log.what.handedOver',
  'handover.undone': 'details.log.what.handoverUndone',
  'handover-profile.saved': 'details.log.what.profileSaved',
  'handover-profile.removed': 'details.log.what.profileRemoved',
  'channel.added': 'details.log.what.channelAdded',
  'channel.removed': 'details.log.what.channelRemoved',
  'contract.saved': 'details.log.what.contractSaved',
  'contract.removed': 'details.log.what.contractRemoved',
  'budget.saved': 'details.log.what.budgetSaved',
  'budget.removed': 'details.log.what.budgetRemoved',
  'seller.saved': 'details.log.what.sellerSaved',
  'seller.merged': 'details.log.what.sellerMerged',
  'seller.split': 'details.log.what.sellerSplit',
  'seller.alarm-decided': 'details.log.what.sellerDecided',
  'import.not-a-duplicate': 'details.log.what.notADuplicate',
};
const isKnown = (what: string): what is ActionName => Object.hasOwn(titles, what);

const accountSide = accountSchema.pick({ name: true, role: true, practice: true, sources: true }).partial();
const supportSide = z.object({ supportEmail: z.string().nullish() });
const detailsSide = customerDetailsSchema.partial().extend({ taxIds: z.array(newTaxIdSchema).optional() });
const alertSide = newAlertSchema.options[0]
  .omit({ accountId: true })
  .or(newAlertSchema.options[1].omit({ accountId: true }));
const budgetSide = budgetSchema.pick({ name: true, amount: true });
const contractSide = contractSchema.pick({ endsOn: true, owner: true, note: true });
const findingSide = findingSchema.pick({ invoice: true, detail: true });
const handoverSide = z.object({ profile: z.string().optional(), invoices: z.int().optional(), folder: z.string() });
/** A seller, or one of the things that it is known by. */
const sellerSide = z.object({
  name: z.string().optional(),
  seller: z.string().optional(),
  kind: markKindSchema.optional(),
  text: z.string().optional(),
  state: markStateSchema.optional(),
  known: z.array(z.string()).optional(),
});
const distinctSide = z.object({ other: z.string() });
const endSide = subscriptionSchema
  .pick({ plan: true, cancelAtPeriodEnd: true })
  // Entries of earlier versions do not say when.
  .extend({ endsAt: subscriptionSchema.shape.endsAt.optional() });

/** The log of actions in words. */
export function useActionWords() {
  const { t, format } = useText();
  const details = useDetailsWords();
  const plans = usePlanWords();
  const alerts = useAlertWords();

  const labelled = (label: string, text: string): string => t('details.log.labelled', { label, text });

  const sourceLines = ({ kind, customerId = null, baseUrl = null }: Partial<SourceSettings>): string[] => [
    ...(kind ? [t(`connect.${kind}`)] : []),
    ...(customerId === null ? [] : [labelled(t('connect.customer'), customerId)]),
    ...(baseUrl === null ? [] : [labelled(t('details.log.server'), baseUrl)]),
  ];

  const accountLines = ({ name, role, practice, sources = [] }: z.infer<typeof accountSide>): string[] => [
    ...(name === undefined ? [] : [name]),
    ...(role ? [labelled(t('details.log.role'), t(`common.role.${role}`))] : []),
    ...(practice === true ? [t('common.practiceData')] : sources.flatMap(sourceLines)),
  ];

  const detailsLines = ({ taxIds = [], ...fields }: z.infer<typeof detailsSide>): string[] => [
    ...(['companyName', 'billingEmail', 'address'] as const).flatMap((field) => fieldLines(field, fields)),
    ...taxIds.flatMap(details.lines),
  ];

  function fieldLines(field: keyof CustomerDetails, fields: Omit<z.infer<typeof detailsSide>, 'taxIds'>): string[] {
    const value = fields[field];
    if (value === undefined) return [];
    return [labelled(details.field(field), details.lines(value).join(', ') || t('account.notGiven'))];
  }

  function endLines({ plan, cancelAtPeriodEnd, endsAt }: z.infer<typeof endSide>): string[] {
    if (endsAt) return [t('details.log.ends', { plan, day: format.value.billingDay(endsAt) })];
    return [t(cancelAtPeriodEnd ? 'details.log.endsSoon' : 'details.log.goesOn', { plan })];
  }

  const planLines = (plan: UsagePlan): string[] => [plans.fee(plan), ...plan.inclusions.map(plans.inclusion)];

  const alertLines = ({ measure, threshold, steps }: z.infer<typeof alertSide>): string[] => [
    labelled(alerts.measure(measure), alerts.threshold(threshold)),
    ...(steps.length > 0
      ? [t('details.log.steps', { steps: steps.map((step) => format.value.percent(step / 100)).join(', ') })]
      : []),
  ];

  const said = <Schema extends z.ZodType>(schema: Schema, words: (side: z.output<Schema>) => string[]) => {
    return (side: unknown): string[] | null => {
      const read = schema.safeParse(side);
      return read.success ? words(read.data) : null;
    };
  };
  /** By what was acted on, the first part of an action's name. */
  const readers: Readonly<Record<string, (side: unknown) => string[] | null>> = {
    account: said(accountSide, accountLines),
    'account.source-added': said(sourceSettingsSchema, sourceLines),
    'account.key-replaced': said(sourceSettingsSchema.pick({ kind: true }), sourceLines),
    'account.support-changed': said(supportSide, ({ supportEmail }) => [supportEmail || t('account.notGiven')]),
    details: said(detailsSide, detailsLines),
    'tax-id': said(detailsSide, detailsLines),
    subscription: said(endSide, endLines),
    'usage-plan': said(usagePlanSchema, planLines),
    alert: said(alertSide, alertLines),
    handover: said(handoverSide, ({ profile, invoices, folder }) => [
      ...(profile === undefined ? [] : [labelled(t('handover.profile.title'), profile)]),
      ...(invoices === undefined ? [] : [labelled(t('shell.screen.invoices'), format.value.number(invoices))]),
      folder,
    ]),
    'handover-profile': said(handoverProfileSchema, ({ name, target }) => [name, t(`handover.target.${target}`)]),
    budget: said(budgetSide, ({ name, amount }) => [labelled(name, format.value.moneyWithCode(amount))]),
    contract: said(contractSide, ({ endsOn, owner, note }) => [
      ...(endsOn ? [format.value.date(endsOn)] : []),
      ...[owner, note].filter((text) => text !== ''),
    ]),
    seller: said(sellerSide, ({ name, seller, kind, text, state, known = [] }) => [
      ...[name ?? seller ?? []].flat(),
      ...(kind && text !== undefined ? [labelled(t(`sellers.mark.${kind}`), text)] : known),
      ...(state ? [t(`sellers.marks.state.${state}`)] : []),
    ]),
    import: said(distinctSide, ({ other }) => [other]),
    finding: said(findingSide, ({ invoice, detail }) => [
      ...(invoice === null ? [] : [invoice]),
      findingText(detail, format.value),
    ]),
  };

  return {
    /** What was done; an action of a newer Billfold by its own name. */
    title: ({ what }: Action): string => (isKnown(what) ? t(titles[what]) : what),
    /** Before or after, a line each; what a newer Billfold wrote as it stands. */
    lines({ what, ...sides }: Action, name: 'before' | 'after'): string[] {
      const side = sides[name];
      if (side === null || side === undefined) return [];
      const reader = readers[what] ?? readers[what.split('.')[0] ?? ''];
      return reader?.(side) ?? [JSON.stringify(side)];
    },
  };
}

import { accountNotFound } from '#shared/accounts.ts';
import { isMoneyMeasure } from '#shared/alerts.ts';
import { dayOf } from '#shared/period.ts';
import { fail, ok } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { writePart } from '../../files/index.ts';
import { alertEventsCsv } from '../../watch/index.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';
import { saveFile } from './save-file.ts';

export const watchHandlers = ({ program, dialogs, canNotify, mayTestNotification }: HandlerParts) => {
  const { watch, overview, accounts, subscriptionTasks } = program;

  return {
    'overview.get': ({ accountId }) => ok(overview.get(accountId)),
    'overview.dismissActivity'({ accountId }) {
      if (!accounts.get(accountId)) return fail(accountNotFound(accountId));
      overview.dismissActivity(accountId);
      return ok(null);
    },
    async 'watch.checkNow'({ accountId }) {
      await subscriptionTasks.forgetPermissions(accountId);
      const [outcome] = await watch.check(accountId);
      return outcome?.error ? { ok: false, error: outcome.error } : ok(null);
    },
    'watch.dismissGone'({ accountId, subscriptionId }) {
      if (!watch.known.dismissGone(accountId, subscriptionId))
        return fail({ code: 'not-found-at-vendor', vendorName: subscriptionId });
      void watch.check(accountId);
      return ok(null);
    },
    'watch.checks': ({ accountId, limit }) => ok(watch.known.checkRecords(accountId, limit)),

    'alerts.list': ({ accountId }) => ok(watch.alerts.list(accountId)),
    async 'alerts.save'(alert) {
      const saved = await watch.alerts.saveAfterCheck(alert);
      // A new alert is checked at once; its notification and the new figures arrive as events.
      if (saved.ok) void watch.check(alert.accountId);
      return saved;
    },
    'alerts.edit'({ alertId, change }) {
      const edited = watch.alerts.edit(alertId, change);
      if (edited.ok) void watch.check(edited.value.accountId);
      return edited;
    },
    'alerts.remove'({ alertId }) {
      const removed = watch.alerts.remove(alertId);
      return removed.ok ? ok(null) : removed;
    },
    'alerts.restore'({ alertId }) {
      const restored = watch.alerts.restore(alertId);
      if (restored.ok) void watch.check(restored.value.accountId);
      return restored;
    },
    'alerts.events': ({ accountId }) => ok(watch.events.list(accountId)),
    'alerts.markSeen'({ alertEventIds }) {
      watch.events.markSeen(alertEventIds);
      return ok(null);
    },
    'alerts.changes'({ alertEventId }) {
      const alertEvent = watch.events.list(null).find(({ id }) => id === alertEventId);
      if (!alertEvent || !isMoneyMeasure(alertEvent.measure)) return ok(null);
      return ok(overview.changesIn(alertEvent.accountId, alertEvent.subscriptionId, alertEvent.period));
    },
    async 'alerts.saveHistory'({ accountId, alertEventIds }) {
      const byId = new Map(watch.events.list(accountId).map((alertEvent) => [alertEvent.id, alertEvent]));
      const alertEvents = alertEventIds.flatMap((id) => byId.get(id) ?? []);
      const day = dayOf(instantFromMillis(program.clock.now()));
      const target = await dialogs.chooseSaveFile(words(program).dialogs.saveAlerts, `Billfold alerts ${day}.csv`);
      return saveFile(target, (part) => writePart(part, alertEventsCsv(alertEvents)));
    },
    'notifications.service': async () => ok((await canNotify()) ? 'available' : 'missing'),
    async 'notifications.test'() {
      if (!mayTestNotification()) return fail({ code: 'too-often' });
      const shown = await watch.notifications.test();
      const { outcome, notifier } = shown;
      return ok({ outcome, notifier, reason: shown.outcome === 'shown' ? null : shown.reason });
    },
  } satisfies Partial<Handlers>;
};

import { fill } from '#shared/messages/index.ts';
import type { ProxySettings } from '#shared/proxy-settings.ts';
import { fail, ok } from '#shared/result.ts';
import { newKeyAddress } from '#shared/stripe-permissions.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';
import { confirmed } from './confirmed.ts';

const helpPages = {
  'stripe-restricted-keys': 'https://docs.stripe.com/keys#create-restricted-api-secret-key',
  // Stripe's own form, filled in.
  'stripe-new-key': newKeyAddress(false),
  'stripe-new-key-with-changes': newKeyAddress(true),
  'stripe-customers': 'https://docs.stripe.com/invoicing/customer',
  'stripe-pricing': 'https://docs.stripe.com/products-prices/pricing-models',
  // Plan, invoices, payment method, cancellation: what its key does not tell.
  'imagekit-billing-center': 'https://imagekit.io/dashboard/billing/subscriptions',
  'imagekit-media': 'https://imagekit.io/dashboard/media-library',
  'imagekit-keys': 'https://imagekit.io/docs/api-keys',
  'imagekit-pricing': 'https://imagekit.io/docs/how-pricing-works',
  'imagekit-bandwidth':
    'https://help.imagekit.io/en/articles/4108240-how-does-imagekit-calculate-the-bandwidth-consumption-for-billing-purposes',
} as const;

export function appHandlers({
  program,
  dialogs,
  opener,
  clipboard,
  isFocused,
  autostart,
  appInfo,
  windowReady,
  restart,
}: HandlerParts) {
  /** Whoever steers the page could send everything past a server of theirs. */
  function mayGoThrough(proxy: ProxySettings): Promise<boolean> {
    const way = fill(words(program).proxyWays[proxy.mode], { pacUrl: proxy.pacUrl, server: proxy.server });
    return confirmed(program, dialogs, 'changeProxy', { way });
  }

  return {
    'app.info': async () => ok(await appInfo()),
    'app.ready': () => ok(windowReady()),
    'app.autostart': async () => ok(await autostart.state()),
    'app.setAutostart': ({ on }) => autostart.set(on),
    'app.openHelp': ({ page }) => opener.openAddress(helpPages[page]),
    'app.showDataFolder': () => opener.openFolder(program.folder),
    // A page that somebody else steers could have it start again and again, and the watch never begin.
    'app.restart'() {
      if (!isFocused()) return fail({ code: 'window-not-focused' });
      restart();
      return ok(null);
    },
    // A page that somebody else steers could exchange what a person copied in another program.
    async 'app.copyText'({ text }) {
      if (!isFocused()) return fail({ code: 'window-not-focused' });
      await clipboard.writeText(text);
      return ok(null);
    },
    'settings.get': () => ok(program.settings.get()),
    async 'settings.set'(change) {
      const silences = change.notifications === false && program.settings.get().notifications;
      if (silences && !(await confirmed(program, dialogs, 'notificationsOff'))) return fail({ code: 'not-confirmed' });
      if (change.proxy && !(await mayGoThrough(change.proxy))) return fail({ code: 'not-confirmed' });
      return program.settings.set(change);
    },
    async 'settings.chooseArchiveFolder'(choice) {
      const folder = await dialogs.chooseFolder(words(program).dialogs.chooseArchiveFolder);
      if (folder === null) return ok(null);
      return program.archiveTasks.move(folder, choice?.fresh);
    },
    'practice.advance': ({ accountId, by }) => program.advancePractice(accountId, by),
  } satisfies Partial<Handlers>;
}

import '../../../renderer/zod-without-eval.ts';
import '../../../renderer/styles/main.css';

/*
 * The window on a fake main process, for looking at screens in a browser.
 * `?empty` no accounts, `?locale=de-DE`, `?theme=dark`, `?account=acc_notion`, `?break=overview.get`, `?hold=overview.get`,
 * `?usage` beside the invoices, `?usage=alone` in place of them, `?usage=new` without a plan.
 * `?full` something on each screen, `?large` amounts of seven digits. `?imports` files that wait to be confirmed, `?invoices=600` months of invoices. `window.fake` is the fake, to play with in the console.
 */
// Loaded after the first line has run, as the window itself does it.
const { regionFrom } = await import('#shared/region.ts');
const { instantFromMillis } = await import('#shared/time.ts');
const { createFakeBridge } = await import('../fake-bridge.ts');
const { startWindow } = await import('../../../renderer/start-window.ts');

const wishes = new URLSearchParams(location.search);
const fake = createFakeBridge({
  now: instantFromMillis(Date.now()),
  empty: wishes.has('empty'),
  invoiceMonths: Number(wishes.get('invoices') ?? 60),
});
const locale = wishes.get('locale');
if (locale)
  fake.state.info = {
    ...fake.state.info,
    system: { language: locale.startsWith('de') ? 'de' : 'en', region: regionFrom(locale) },
  };
const theme = wishes.get('theme');
if (theme === 'light' || theme === 'dark') fake.state.settings = { ...fake.state.settings, theme };
if (wishes.has('hide')) fake.state.settings = { ...fake.state.settings, hideAmounts: true };
if (wishes.has('session')) fake.state.info = { ...fake.state.info, secretStore: 'session-only' };
const usage = wishes.get('usage');
if (usage !== null) {
  const { sampleUsage } = await import('../sample/usage.ts');
  const plan = usage === 'new' ? { plan: null } : {};
  sampleUsage(fake.state, instantFromMillis(Date.now()), { alone: usage !== '', ...plan });
}
if (wishes.has('full')) {
  const { fillEverything } = await import('../sample/everything.ts');
  fillEverything(fake);
}
if (wishes.has('large')) {
  const { enlargeMoney } = await import('../sample/large-money.ts');
  enlargeMoney(fake.state);
}
const account = wishes.get('account');
if (account) localStorage.setItem('billfold.account', account);
else localStorage.removeItem('billfold.account');
for (const name of wishes.getAll('break'))
  fake.break(name as Parameters<typeof fake.break>[0], {
    code: 'server-unreachable',
    host: 'api.stripe.com',
    reason: 'ERR_CONNECTION_RESET',
  });
for (const name of wishes.getAll('hold')) fake.hold(name as Parameters<typeof fake.hold>[0]);

if (wishes.has('imports')) {
  const { sampleImports } = await import('../sample/imports.ts');
  fake.state.imports.items = sampleImports();
}

Object.assign(window, { billfold: fake, fake });
const host = document.getElementById('app');
if (host) await startWindow(host);

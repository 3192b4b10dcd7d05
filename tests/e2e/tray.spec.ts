import { startDesktop } from '../support/desktop.ts';
import type { LaunchedApp } from '../support/launched-app.ts';
import { beginPeriod, expect, goTo, moveUntilUnseen, saveAlert, startPractice, test } from './fixture.ts';
import { within } from '../support/waits.ts';

const windowOf = async ({ control }: LaunchedApp) => (await control.windows())[0];
const toolTip = async ({ control }: LaunchedApp) => (await control.trays())[0]?.toolTip;
const kindsToDo = ({ page }: LaunchedApp): Promise<string[]> =>
  page.evaluate(async () => {
    const answer = await window.billfold.call('toDo.list', null);
    return answer.ok ? answer.value.items.flatMap(({ kind, decision }) => (decision ? [] : [kind])) : [];
  });

/** Waits until the tray counts what there is to do, with or without an alert among it. */
async function expectTold(app: LaunchedApp, alert: 'with an alert' | 'without an alert'): Promise<void> {
  const told = async () => {
    const kinds = await kindsToDo(app);
    const words = kinds.length === 1 ? 'Billfold: 1 thing to do' : `Billfold: ${String(kinds.length)} things to do`;
    const isTold = (await toolTip(app)) === (kinds.length === 0 ? 'Billfold is watching' : words);
    return isTold && kinds.includes('alert-exceeded') ? 'with an alert' : isTold ? 'without an alert' : 'not told';
  };
  await expect.poll(told).toBe(alert);
}

test('closing the window leaves the watch in the tray, which tells what nobody has seen @host', async ({
  launch,
  notifications,
}) => {
  const app = await launch();
  const { page, control } = app;
  await startPractice(app);
  const threshold = await beginPeriod(page);
  await goTo(page, 'Alerts');
  await saveAlert(page, threshold);
  await goTo(page, 'Overview');
  await expectTold(app, 'without an alert');
  // Of an image that could not be read nothing is drawn, and nobody is told.
  expect((await control.trays())[0]?.image).toEqual({ width: 32, height: 32 });

  await moveUntilUnseen(page);
  await control.closeWindow();
  await expect.poll(() => windowOf(app)).toMatchObject({ visible: false });
  const [, explanation] = await notifications.expectCount(2);
  expect(explanation).toMatchObject({ title: 'Billfold is still running' });
  await expectTold(app, 'with an alert');

  await control.clickTrayItem('Refresh');
  await control.clickTray();
  await expect.poll(() => windowOf(app)).toMatchObject({ visible: true, focused: true });
  await goTo(page, 'Alerts');
  await expect(page.locator('[data-alert-event]')).toHaveCount(1);
  await expectTold(app, 'without an alert');

  await control.closeWindow();
  await expect.poll(() => windowOf(app)).toMatchObject({ visible: false });
  await control.clickTrayItem('Open Billfold');
  await expect.poll(() => windowOf(app)).toMatchObject({ visible: true, focused: true });

  await control.closeWindow();
  await expect.poll(() => windowOf(app)).toMatchObject({ visible: false });
  await control.clickTrayItem('Quit').catch(() => undefined);
  expect(await within(40, 'the program to end', app.exited)).toBe(0);
  expect(await notifications.all()).toHaveLength(2);
});

test('what fires while the window is in the tray is seen when it is back, even where Alerts was left open @host', async ({
  launch,
  notifications,
}) => {
  const app = await launch();
  const { page, control } = app;
  await startPractice(app);
  const threshold = await beginPeriod(page);
  await goTo(page, 'Alerts');
  await saveAlert(page, threshold);
  await control.closeWindow();
  await expect.poll(() => windowOf(app)).toMatchObject({ visible: false });
  await notifications.expectCount(1);

  // Nobody is at the window: time passes by itself.
  await page.evaluate(async () => {
    const accounts = await window.billfold.call('accounts.list', null);
    const [account] = accounts.ok ? accounts.value : [];
    const unseen = async () => {
      const alertEvents = await window.billfold.call('alerts.events', { accountId: null });
      return alertEvents.ok && alertEvents.value.length > 0;
    };
    while (account && !(await unseen()))
      await window.billfold.call('practice.advance', { accountId: account.id, by: 'day' });
  });
  await notifications.expectCount(2);
  await expectTold(app, 'with an alert');
  await expect(page.locator('[data-alert-event]')).toContainText('Not seen yet');

  await control.clickTray();
  await expect(page.locator('[data-alert-event]')).not.toContainText('Not seen yet');
  await expectTold(app, 'without an alert');
});

test('where no desktop shows a tray, closing minimizes @linux', async ({ launch }) => {
  const desktop = await startDesktop();
  try {
    const app = await launch({ desktop });
    await expect(app.page.getByRole('heading', { name: 'Welcome to Billfold' })).toBeVisible();
    await app.control.closeWindow();
    await expect.poll(() => windowOf(app)).toMatchObject({ visible: true, minimized: true });
    await app.control.showWindow();
    await expect.poll(() => windowOf(app)).toMatchObject({ visible: true, minimized: false, focused: true });
    expect(await desktop.shownNotifications()).toEqual([]);
    expect(await app.quit()).toBe(0);
  } finally {
    await desktop.stop();
  }
});

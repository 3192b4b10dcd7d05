import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectHost } from '../support/app-control.ts';
import { attach, connectWhenThere } from '../support/launch-app.ts';
import { createTerminal } from '../support/billfold.ts';
import { runSecond } from '../support/run-second.ts';
import { until, within } from '../support/waits.ts';
import { expect, goTo, test } from './connection.ts';
import { sendTestNotification, startPractice } from './fixture.ts';

/*
 * What Electron does otherwise on one system than on another, where the Chromium host can do as it does
 * (`CHROMIUM_HOST_…`, build/chromium-host/README.md).
 */

const windows = { CHROMIUM_HOST_SYSTEM: 'win32' };
const keyRing = (file: string) => ({ CHROMIUM_HOST_STORAGE: 'memory-key', CHROMIUM_HOST_STORAGE_KEY: file });
const aKey = 'ab'.repeat(32);

test('a window that is never told of its first frame, as on Wayland, is shown @host', async ({ launch }) => {
  const { control } = await launch({ env: { CHROMIUM_HOST_READY_TO_SHOW: 'never' } });
  await expect.poll(() => control.windows()).toMatchObject([{ visible: true, focused: true }]);
});

test('what the user forbade in the system’s settings is not shown in another way, and said @host', async ({
  launch,
  notifications,
}) => {
  const app = await launch({ env: { CHROMIUM_HOST_NOTIFICATIONS: 'denied' } });
  const { page } = app;
  await startPractice(app);
  await sendTestNotification(page);
  await expect(page.getByText(/Allow Billfold/).first()).toBeVisible();
  expect(await notifications.all()).toEqual([]);
});

test('on Windows a command reads the key that the window has stored @host', async ({
  launch,
  connect,
  dataDir: dataFolder,
}) => {
  const app = await launch({ env: windows });
  await connect(app.page);
  expect(await app.quit()).toBe(0);
  const { billfold } = createTerminal({ dataFolder, key: null, env: windows });
  expect(await billfold('check')).toMatchObject({ code: 0, stdout: expect.stringContaining('Acme') });
});

test('on Windows the window reads the key that a command has stored before it @host', async ({
  launch,
  vendor,
  dataDir: dataFolder,
}) => {
  const { billfold } = createTerminal({ dataFolder, key: 'rk_test_acmefinance', env: windows });
  const added = await billfold(
    ...['accounts', 'add', '--source', 'stripe', '--name', 'Acme', '--base-url', vendor.url],
    ...['--customer', vendor.customerId],
  );
  expect(added.code, added.stderr).toBe(0);
  const { page } = await launch({ env: windows });
  await expect(page.locator('[data-upcoming-total]')).toBeVisible();
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
});

test('on Windows a command notifies under the name that the window has @host', async ({
  desktop,
  notifications,
  vendor,
  dataDir: dataFolder,
}) => {
  const env = { ...windows, ...desktop.env };
  const { billfold } = createTerminal({ dataFolder, key: 'rk_test_acmefinance', env });
  await billfold(
    ...['accounts', 'add', '--source', 'stripe', '--name', 'Acme', '--base-url', vendor.url],
    ...['--customer', vendor.customerId],
  );
  await billfold('alerts', 'add', '--account', 'Acme', '--threshold', '1');
  expect(await billfold('check')).toMatchObject({ code: 10 });
  const [shown] = await notifications.expectCount(1);
  expect(shown?.appName).toBe('app.billfold.desktop');
});

test('without a key ring a key is not kept under the one that everybody knows @host', async ({
  launch,
  connect,
  dataDir,
}) => {
  const { page } = await launch();
  await connect(page);
  await goTo(page, 'Settings');
  await expect(page.getByText('Key kept until you quit Billfold')).toBeVisible();
  await expect(readFile(join(dataDir, 'secrets.json'))).rejects.toThrow('ENOENT');
});

test('keys that were locked when Billfold started are read after a restart from the window @host', async ({
  launch,
  connect,
  folder,
}) => {
  const [file, away, socket] = [join(folder, 'key-ring'), join(folder, 'locked'), join(folder, 'control')];
  const env = { ...keyRing(file), CHROMIUM_HOST_CONTROL: socket };
  await writeFile(file, aKey);
  const first = await launch({ env });
  await connect(first.page);
  await goTo(first.page, 'Settings');
  await expect(first.page.getByText('Key in the system’s secret store')).toBeVisible();
  expect(await first.quit()).toBe(0);

  await rename(file, away);
  const locked = await launch({ env });
  const { page } = locked;
  const banner = page.getByText(/secret store wasn’t ready when Billfold started/);
  await expect(banner).toBeVisible();
  // It is asked once: unlocking it helps the next start only.
  await rename(away, file);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(banner).toBeVisible();
  await page.getByRole('button', { name: 'Restart Billfold' }).click();
  expect(await within(40, 'the program to end', locked.exited)).toBe(0);

  const host = await connectWhenThere(socket);
  const again = await attach(host);
  await expect(again.getByRole('main').getByText('Up to date')).toBeVisible();
  await expect(again.getByText(/wasn’t ready/)).toBeHidden();
  await host.control.quit();
  host.close();
  // Whoever started it is gone: nobody else waits for its end.
  const isGone = () =>
    connectHost(socket).then(
      (still) => (still.close(), false),
      () => true,
    );
  await until(isGone, 'the restarted program to end', 40);
});

test('a page that crashes is loaded again; one that crashes while it loads is asked about @host', async ({
  launch,
}) => {
  const { control } = await launch();
  const shown = async () => (await control.windows()).filter(({ visible }) => visible);
  const asked = async () => (await control.askedDialogs()).map(({ message }) => message);
  await control.answerMessageBoxes(null);
  await control.crashPage();
  await expect.poll(shown).toMatchObject([{ title: 'Billfold', url: expect.stringContaining('app://billfold/') }]);
  expect(await asked()).toEqual([]);

  await control.crashPages(true);
  await control.crashPage();
  await expect.poll(asked).toEqual(['Billfold’s window crashed again and was closed. Open it again?']);
  expect(await control.windows()).toEqual([]);
  await control.crashPages(false);
  await control.answerDialog({ response: 0 });
  await expect.poll(shown).toMatchObject([{ title: 'Billfold' }]);
});

test('a maximized window comes back maximized, and goes back to its size before @host', async ({ launch }) => {
  const first = await launch();
  const [before] = await first.control.windows();
  await first.control.maximizeWindow();
  await expect.poll(() => first.control.windows()).toMatchObject([{ maximized: true }]);
  expect(await first.quit()).toBe(0);
  const { control } = await launch();
  await expect.poll(() => control.windows()).toMatchObject([{ maximized: true, visible: true }]);
  await control.unmaximizeWindow();
  await expect.poll(() => control.windows()).toMatchObject([{ maximized: false, bounds: before?.bounds }]);
});

test('a second start by the session of the desktop leaves the window where it is @host', async ({
  launch,
  desktop,
  dataDir,
}) => {
  const { control } = await launch();
  await control.closeWindow();
  await expect.poll(() => control.windows()).toMatchObject([{ visible: false }]);
  expect(await runSecond({ desktop, dataDir, args: ['--hidden'] })).toBe(0);
  // Whatever the first makes of it, it does before it hears of the next.
  expect(await runSecond({ desktop, dataDir, args: ['--hidden'] })).toBe(0);
  expect(await control.windows()).toMatchObject([{ visible: false }]);
});

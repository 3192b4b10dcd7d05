import { describe, expect, it } from 'vitest';
import { ok } from '#shared/result.ts';
import type { Dialogs, Opener } from '../../../electron/platform/ports.ts';
import { boundedDialogs, boundedOpener, createBudget } from '../../../electron/security/bounded-desktop.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

/** Dialogs that stay open until they are closed. */
function someDialogs() {
  const open: ((answer: string) => void)[] = [];
  let shown = 0;
  const wait = () => {
    shown++;
    return new Promise<string>((close) => open.push(close));
  };
  const dialogs: Dialogs = {
    chooseFolder: wait,
    chooseFiles: async () => [await wait()],
    chooseFile: wait,
    chooseSaveFile: wait,
    confirm: async () => (await wait()) === 'yes',
  };
  return { dialogs, close: (answer: string) => open.shift()?.(answer), shown: () => shown };
}
const question = { message: '', detail: '', yes: 'Yes', no: 'No' };

describe('dialogs', () => {
  it('come one at a time: thirty at once are one', async () => {
    const { dialogs, close, shown } = someDialogs();
    const bounded = boundedDialogs(dialogs, fakeClock());
    const first = bounded.chooseFolder('Export');
    const others = await Promise.all([
      ...Array.from({ length: 28 }, () => bounded.chooseSaveFile('Save', 'a.pdf')),
      bounded.chooseFiles('Import'),
      bounded.confirm(question),
    ]);
    expect(new Set(others.map((each) => JSON.stringify(each)))).toEqual(new Set(['null', '[]', 'false']));
    expect(shown()).toBe(1);
    close('/folder');
    expect(await first).toBe('/folder');
    const next = bounded.confirm(question);
    close('yes');
    expect(await next).toBe(true);
  });

  it('cannot be opened without end, and can again after a minute', async () => {
    const { dialogs, close, shown } = someDialogs();
    const clock = fakeClock();
    const bounded = boundedDialogs(dialogs, clock);
    const ask = async () => {
      const asked = bounded.confirm(question);
      close('yes');
      return asked;
    };
    for (let time = 0; time < 40; time++) await ask();
    expect(shown()).toBe(20);
    expect(await ask()).toBe(false);
    await clock.advance(60_000);
    expect(await ask()).toBe(true);
  });

  it('that fail let the next one come', async () => {
    const { dialogs, close } = someDialogs();
    const failing = { ...dialogs, chooseFolder: () => Promise.reject(new Error('no display')) };
    const bounded = boundedDialogs(failing, fakeClock());
    await expect(bounded.chooseFolder('Export')).rejects.toThrow('no display');
    const next = bounded.confirm(question);
    close('yes');
    expect(await next).toBe(true);
  });
});

it('three hundred tabs are ten, and the rest is refused in words', async () => {
  const opened: string[] = [];
  const open = (what: string) => Promise.resolve(ok((opened.push(what), null)));
  const show = (file: string) => void opened.push(file);
  const opener: Opener = { openAddress: open, openFolder: open, openFile: open, showInFolder: show };
  const clock = fakeClock();
  const bounded = boundedOpener(opener, clock);
  const answers = await Promise.all(Array.from({ length: 300 }, () => bounded.openAddress('https://stripe.com')));
  bounded.showInFolder('/x');
  expect(await bounded.openFile('/y')).toEqual({ ok: false, error: { code: 'too-often' } });
  expect(opened).toHaveLength(10);
  expect(answers.filter((answer) => !answer.ok && answer.error.code === 'too-often')).toHaveLength(290);
  await clock.advance(20_000);
  expect(await bounded.openFolder('/z')).toEqual({ ok: true, value: null });
});

it('a budget is not locked by a clock that was set back', () => {
  const clock = fakeClock();
  const may = createBudget(clock, { most: 1, millis: 1000 });
  expect([may(), may()]).toEqual([true, false]);
  clock.set(clock.now() - 86_400_000);
  expect(may()).toBe(true);
});

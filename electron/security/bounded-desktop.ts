import { fail, type Result } from '#shared/result.ts';
import type { Clock, Dialogs, Opener } from '../platform/ports.ts';

/** So often within so many milliseconds. */
interface Bound {
  readonly most: number;
  readonly millis: number;
}

const maxDialogs: Bound = { most: 20, millis: 60_000 };
const maxOpened: Bound = { most: 10, millis: 20_000 };
/** Each leaves a copy behind until Billfold quits. */
export const maxDrags: Bound = { most: 20, millis: 60_000 };
export const maxTests: Bound = { most: 3, millis: 30_000 };
/** Each leaves a session of Chromium's behind, and a proxy may lock an account after wrong passwords. */
export const maxConnectionTests: Bound = { most: 6, millis: 60_000 };

/** Answers whether it may be done once more now. */
export function createBudget(clock: Pick<Clock, 'now'>, { most, millis }: Bound): () => boolean {
  let spent: number[] = [];
  return () => {
    const now = clock.now();
    // A clock that was set back does not lock it.
    spent = spent.filter((at) => at <= now && now - at < millis);
    if (spent.length >= most) return false;
    spent.push(now);
    return true;
  };
}

/** Dialogs one at a time, and not without end: those beyond are as if they had been cancelled. */
export function boundedDialogs(dialogs: Dialogs, clock: Pick<Clock, 'now'>): Dialogs {
  const mayAsk = createBudget(clock, maxDialogs);
  let isOpen = false;
  async function once<T>(cancelled: T, ask: () => Promise<T>): Promise<T> {
    if (isOpen || !mayAsk()) return cancelled;
    isOpen = true;
    try {
      return await ask();
    } finally {
      isOpen = false;
    }
  }
  return {
    chooseFolder: (title) => once(null, () => dialogs.chooseFolder(title)),
    chooseFiles: (title) => once<readonly string[]>([], () => dialogs.chooseFiles(title)),
    chooseFile: (title, extensions) => once(null, () => dialogs.chooseFile(title, extensions)),
    chooseSaveFile: (title, name) => once(null, () => dialogs.chooseSaveFile(title, name)),
    confirm: (question) => once(false, () => dialogs.confirm(question)),
  };
}

/** What opens outside of Billfold (tabs of the browser, folders, files): `too-often` beyond what a person does. */
export function boundedOpener(opener: Opener, clock: Pick<Clock, 'now'>): Opener {
  const mayOpen = createBudget(clock, maxOpened);
  const bounded = (open: (what: string) => Promise<Result<null>>) => (what: string) =>
    mayOpen() ? open(what) : Promise.resolve(fail({ code: 'too-often' } as const));
  return {
    openAddress: bounded(opener.openAddress),
    openFolder: bounded(opener.openFolder),
    openFile: bounded(opener.openFile),
    showInFolder(file) {
      if (mayOpen()) opener.showInFolder(file);
    },
  };
}

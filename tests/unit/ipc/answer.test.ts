import SqliteError from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '#shared/result.ts';
import { databaseErrorOf } from '../../../electron/database/database-error.ts';
import { answer, type Handlers, isCallName } from '../../../electron/ipc/answer.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

const logger = memoryLogger();
const anybody = () => ok(null);
// Only the handler under test is there: the table as a whole is checked by the compiler.
const handlers = (one: Partial<Handlers>) => one as Handlers;

describe('answering a call', () => {
  it('parses the request, runs the handler and answers its result', async () => {
    const all = handlers({
      'alerts.remove': ({ alertId }) =>
        alertId === 'a1' ? ok(null) : fail({ code: 'alert-not-found', alert: alertId }),
    });
    expect(await answer(all, anybody, 'alerts.remove', { alertId: 'a1' }, logger)).toEqual({ ok: true, value: null });
    expect(await answer(all, anybody, 'alerts.remove', { alertId: 'a2' }, logger)).toEqual({
      ok: false,
      error: { code: 'alert-not-found', alert: 'a2' },
    });
  });

  it('rejects a request that does not fit, without running the handler', async () => {
    let ran = false;
    const all = handlers({
      'alerts.remove': () => {
        ran = true;
        return ok(null);
      },
    });
    for (const request of [null, {}, { alertId: 1 }, 'a1', undefined])
      await expect(answer(all, anybody, 'alerts.remove', request, logger)).rejects.toThrow('does not fit the contract');
    expect(ran).toBe(false);
  });

  it('turns a bug into a reference that is also in the log', async () => {
    const all = handlers({
      'jobs.list': () => {
        throw new Error('a bug');
      },
    });
    const result = await answer(all, anybody, 'jobs.list', null, logger);
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(logger.lines)).toContain('a bug');
  });

  it('says what a failing database means: locked, damaged, full', async () => {
    const failing = (code: string) =>
      handlers({
        'jobs.list': () => {
          throw new SqliteError.SqliteError('as SQLite says', code);
        },
      });
    const explain = (cause: unknown) => databaseErrorOf(cause, '/data/billfold.db');
    const codes = {
      SQLITE_BUSY: 'database-busy',
      SQLITE_CORRUPT: 'database-corrupt',
      SQLITE_FULL: 'disk-full',
      SQLITE_IOERR_SHMSIZE: 'disk-full',
      SQLITE_IOERR_READ: 'file-failed',
      SQLITE_READONLY: 'folder-read-only',
      SQLITE_CONSTRAINT: 'internal',
    };
    for (const [found, code] of Object.entries(codes))
      expect(await answer(failing(found), anybody, 'jobs.list', null, logger, explain)).toMatchObject({
        error: { code },
      });
  });

  it('does not let an answer out that breaks the contract', async () => {
    const all = handlers({ 'jobs.list': () => ok([{ id: 1 }] as never) });
    expect(await answer(all, anybody, 'jobs.list', null, logger)).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
  });

  it('knows the names of the contract and no other', () => {
    expect(isCallName('alerts.save')).toBe(true);
    for (const name of ['toString', '__proto__', 'alerts.nothing', 1, null]) expect(isCallName(name)).toBe(false);
  });
});

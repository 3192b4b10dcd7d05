import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { policySchema } from '#shared/policy.ts';
import { createPolicy } from '../../../electron/policy/index.ts';
import { createSettings } from '../../../electron/settings/index.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { noPolicy } from '../../support/no-policy.ts';

const night = { enabled: true, from: '20:00', to: '06:00' };
let policy = noPolicy;
let content: Record<string, unknown>;
let full: boolean;
const file = {
  folder: '/data',
  damaged: null,
  read: () => content,
  write(next: Record<string, unknown>) {
    if (full) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    content = structuredClone(next);
  },
};
let heard: Settings[];
const open = () =>
  createSettings({ file, policy, logger: memoryLogger(), emit: (_, settings) => heard.push(settings) });

beforeEach(() => {
  [content, full, heard, policy] = [{}, false, [], noPolicy];
});

describe('settings', () => {
  it('begin with the defaults', () => {
    expect(open().get()).toEqual(defaultSettings);
  });

  it('are kept, announced, and read again', () => {
    const settings = open();
    expect(settings.set({ checkIntervalMinutes: 15 }).ok).toBe(true);
    expect(heard).toMatchObject([{ checkIntervalMinutes: 15 }]);
    expect(open().get()).toEqual({ ...defaultSettings, checkIntervalMinutes: 15 });
    expect(content['version']).toBe(2);
  });

  it('change one field of the quiet hours without undoing another', () => {
    const settings = open();
    expect(settings.set({ quietHours: { enabled: true } }).ok).toBe(true);
    expect(settings.set({ quietHours: { from: '21:15', to: undefined } }).ok).toBe(true);
    expect(settings.get().quietHours).toEqual({ enabled: true, from: '21:15', to: '07:00' });
    expect(settings.set({ quietHours: { to: '25:00' } })).toEqual({
      ok: false,
      error: { code: 'setting-invalid', setting: 'quietHours', reason: 'no-time', limit: null },
    });
  });

  it.each([
    [4, 'too-small', 5],
    [1441, 'too-large', 1440],
    [10.5, 'not-understood', null],
  ])('refuse a check interval of %d minutes, and say why', (checkIntervalMinutes, reason, limit) => {
    const settings = open();
    expect(settings.set({ checkIntervalMinutes })).toEqual({
      ok: false,
      error: { code: 'setting-invalid', setting: 'checkIntervalMinutes', reason, limit },
    });
    expect(settings.get()).toEqual(defaultSettings);
  });

  it('are read from a file in which checks were polls', () => {
    const older = { ...defaultSettings, checkIntervalMinutes: undefined, pollIntervalMinutes: 15 };
    content = { version: 1, settings: older, toldAboutTray: true };
    const settings = open();
    expect(settings.get()).toEqual({ ...defaultSettings, checkIntervalMinutes: 15 });
    expect(settings.trayHintShown()).toBe(true);
  });

  it('lose no other value when one in the file is bad', () => {
    content = {
      version: 1,
      settings: { ...defaultSettings, theme: 'purple', language: 'de' },
      archiveFolder: '/archive',
    };
    const settings = open();
    expect(settings.get()).toEqual({ ...defaultSettings, language: 'de' });
    expect(settings.archiveFolder()).toBe('/archive');
  });

  it('read what they know of a file from a newer version', () => {
    content = { version: 9, settings: { ...defaultSettings, hideAmounts: true, novelty: 1 }, archiveFolder: null };
    expect(open().get().hideAmounts).toBe(true);
  });

  it('leave alone what is undefined', () => {
    const settings = open();
    settings.set({ language: 'de' });
    settings.set({ language: undefined, theme: 'dark' });
    expect(settings.get()).toMatchObject({ language: 'de', theme: 'dark' });
  });

  it('stay as they were when they cannot be kept', () => {
    const settings = open();
    full = true;
    expect(settings.set({ theme: 'dark' })).toEqual({ ok: false, error: { code: 'disk-full', folder: '/data' } });
    expect(settings.get().theme).toBe('system');
    expect(() => {
      settings.setArchiveFolder('/elsewhere');
    }).toThrow('no space');
    expect(settings.archiveFolder()).toBeNull();
  });

  it('keep a window closing when its place cannot be noted', () => {
    const settings = open();
    full = true;
    settings.setWindowPlace({ x: 0, y: 0, width: 900, height: 700, isMaximized: false });
    expect(settings.windowPlace()).toBeNull();
  });
});

describe('a policy', () => {
  const file = '/etc/billfold/policy.json';

  it('locks settings at its values, and leaves the user’s own for the day on which it does not', () => {
    expect(open().set({ theme: 'dark', checkIntervalMinutes: 15 }).ok).toBe(true);
    const content = policySchema.parse({ version: 1, settings: { theme: 'light', quietHours: night } });
    policy = createPolicy({ state: 'applied', path: file, content });
    const settings = open();
    expect(settings.get()).toMatchObject({ theme: 'light', quietHours: night, checkIntervalMinutes: 15 });
    for (const change of [{ theme: 'dark' }, { quietHours: { enabled: false } }] as const)
      expect(settings.set(change)).toMatchObject({ ok: false, error: { code: 'setting-locked' } });
    expect(settings.set({ checkIntervalMinutes: 30 })).toMatchObject({ ok: true, value: { theme: 'light' } });
    expect(heard.at(-1)).toMatchObject({ theme: 'light', checkIntervalMinutes: 30 });
    policy = noPolicy;
    expect(open().get()).toMatchObject({ theme: 'dark', checkIntervalMinutes: 30 });
  });

  it('that is broken locks everything, because nobody knows what it was to lock', () => {
    policy = createPolicy({ state: 'broken', path: file, field: 'JSON' });
    const change = open().set({ hideAmounts: true });
    expect(change).toEqual({ ok: false, error: { code: 'setting-locked', setting: 'hideAmounts' } });
  });

  it('that anybody could have written locks nothing', () => {
    policy = createPolicy({ state: 'not-trusted', path: file });
    expect(open().set({ hideAmounts: true }).ok).toBe(true);
  });
});

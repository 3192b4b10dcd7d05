import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '#shared/settings.ts';
import { createSettings } from '../../../electron/settings/index.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

let content: Record<string, unknown>;
const file = {
  damaged: null,
  read: () => content,
  write(next: Record<string, unknown>) {
    content = structuredClone(next);
  },
};
const open = () => createSettings({ file, logger: memoryLogger() });

beforeEach(() => {
  content = {};
});

describe('settings', () => {
  it('begin with the defaults', () => {
    expect(open().get()).toEqual(defaultSettings);
  });

  it('are kept, announced, and read again', () => {
    const settings = open();
    const heard: number[] = [];
    settings.onChange(({ pollIntervalMinutes }) => heard.push(pollIntervalMinutes));
    expect(settings.set({ pollIntervalMinutes: 15 }).ok).toBe(true);
    expect(heard).toEqual([15]);
    expect(open().get()).toEqual({ ...defaultSettings, pollIntervalMinutes: 15 });
    expect(content['version']).toBe(1);
  });

  it.each([4, 1441, 10.5])('refuse a poll interval of %d minutes and keep the old one', (pollIntervalMinutes) => {
    const settings = open();
    expect(settings.set({ pollIntervalMinutes })).toMatchObject({
      ok: false,
      error: { code: 'setting-invalid', setting: 'pollIntervalMinutes' },
    });
    expect(settings.get()).toEqual(defaultSettings);
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
});

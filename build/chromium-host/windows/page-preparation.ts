import type { NativeTheme } from '../desktop/native-theme.ts';
import type { PageLink } from './page-link.ts';

/** Chromium's names (of the Permissions API) for Electron's. */
const chromiumNames: Readonly<Record<string, readonly string[]>> = {
  notifications: ['notifications'],
  geolocation: ['geolocation'],
  media: ['camera', 'microphone'],
  'display-capture': ['display-capture'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  midi: ['midi'],
  'storage-access': ['persistent-storage'],
  'window-management': ['window-management'],
  unknown: ['local-fonts'],
};

export interface PagePreparation {
  /** Before a page loads anything: colours as the program wants them, every permission denied. */
  readonly prepare: (link: PageLink) => Promise<void>;
  /** Chromium's answer to the page's next request for this permission. */
  setPermission(permission: string, granted: boolean): Promise<void>;
}

export function createPagePreparation(theme: NativeTheme): PagePreparation {
  const links = new Set<PageLink>();

  const applyTheme = async (link: PageLink): Promise<void> => {
    const value = theme.shouldUseDarkColors ? 'dark' : 'light';
    await link.cdp
      .send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
      .catch(() => undefined);
  };
  const setPermission = async (name: string, setting: 'granted' | 'denied'): Promise<void> => {
    const [link] = links;
    const permission = name === 'clipboard-write' ? { name, allowWithoutSanitization: false } : { name };
    // A name that this Chromium does not know asks nobody either.
    await link?.cdp.send('Browser.setPermission', { permission, setting }).catch(() => undefined);
  };

  theme.on('updated', () => {
    for (const link of links) void applyTheme(link);
  });

  return {
    async prepare(link) {
      links.add(link);
      link.page.once('close', () => links.delete(link));
      const denied = Object.values(chromiumNames).flat();
      await Promise.all([applyTheme(link), ...denied.map((name) => setPermission(name, 'denied'))]);
    },
    async setPermission(permission, granted) {
      const names = chromiumNames[permission] ?? [];
      await Promise.all(names.map((name) => setPermission(name, granted ? 'granted' : 'denied')));
    },
  };
}

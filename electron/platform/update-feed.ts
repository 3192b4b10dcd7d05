import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AutoUpdater } from 'electron';
import type { AppUpdater, UpdateInfo } from 'electron-updater';
import type { AppError } from '#shared/errors.ts';
import { fail, ok } from '#shared/result.ts';
import { failureReason } from '../http/index.ts';
import { configureSession } from './net-session.ts';
import type { NetSessionOptions, UpdateFeed } from './network-ports.ts';

interface FeedParts {
  /** Loaded with the first look. */
  readonly load: () => Promise<AppUpdater>;
  readonly ability: UpdateFeed['ability'];
  /** The proxies and authorities of all requests. */
  readonly network: () => NetSessionOptions;
  /** Whether a server may be asked for anything; each hop of a redirect is asked about. */
  readonly mayAsk: (address: URL) => boolean;
  /** What installs on macOS, Electron's over Squirrel; null on other systems. */
  readonly squirrel: AutoUpdater | null;
}

/** Code of electron-updater's: what was fetched is not what the publisher signed, or not what the feed promised. */
const notTheirs = /SIGNATURE|CHECKSUM|SHA512/;

/** New versions through electron-updater, which checks the publisher's signature before it hands anything over. */
export function createUpdateFeed({ load, ability, network, mayAsk, squirrel }: FeedParts): UpdateFeed {
  let loading: Promise<AppUpdater> | null = null;
  /** The server that was not to be asked. */
  let forbidden: string | null = null;
  let attempt = network().beginLogin();

  async function updater(): Promise<AppUpdater> {
    const loaded = await (loading ??= load().then(prepared));
    await configureSession(loaded.netSession, network());
    return loaded;
  }

  function prepared(loaded: AppUpdater): AppUpdater {
    loaded.logger = null;
    // Somebody is asked first, and nothing is installed that was not asked for.
    loaded.autoDownload = false;
    loaded.autoInstallOnAppQuit = false;
    loaded.allowDowngrade = false;
    // It throws what it emits; without a listener Node would end the process for it.
    loaded.on('error', () => undefined);
    loaded.netSession.webRequest.onBeforeRequest(({ url }, answer) => {
      const address = new URL(url);
      const cancel = !mayAsk(address);
      if (cancel) forbidden = address.hostname;
      answer({ cancel });
    });
    loaded.on('login', (info, answer) => {
      // It may be called without anything, whatever the type says: then nobody answers.
      const decline = answer as () => void;
      if (!info.isProxy) {
        decline();
        return;
      }
      void attempt.answer(`${info.host}:${info.port}`).then((login) => {
        if (login) answer(login.user, login.password);
        else decline();
      });
    });
    return loaded;
  }

  /** One attempt for all that belongs together: a login that a proxy refused is not sent with the next request. */
  async function withUpdater<T>(work: (loaded: AppUpdater) => Promise<T>): Promise<T> {
    attempt = network().beginLogin();
    forbidden = null;
    let isThrough = false;
    try {
      const result = await work(await updater());
      isThrough = true;
      return result;
    } finally {
      attempt.end(isThrough);
    }
  }

  const errorOf = (other: AppError): AppError =>
    forbidden === null ? (attempt.failure() ?? other) : { code: 'host-not-allowed', host: forbidden };

  return {
    ability,
    async look() {
      try {
        const result = await withUpdater((loaded) => loaded.checkForUpdates());
        return ok(result?.isUpdateAvailable ? foundIn(result.updateInfo) : null);
      } catch (cause) {
        return fail(errorOf({ code: 'updates-unreachable', reason: failureReason(cause) }));
      }
    },
    async prepare(onProgress) {
      const follow = ({ percent }: { readonly percent: number }): void => {
        onProgress(Math.min(1, percent / 100));
      };
      try {
        await withUpdater(async (loaded) => {
          loaded.on('download-progress', follow);
          // Beforehand: at the end of the download the updater decides whether quitting installs it.
          loaded.autoInstallOnAppQuit = true;
          const ending = new AbortController();
          try {
            // Squirrel checks who signed it after the updater has called it downloaded, or says what is wrong.
            const { signal } = ending;
            await Promise.all([loaded.downloadUpdate(), squirrel && once(squirrel, 'update-downloaded', { signal })]);
          } catch (cause) {
            loaded.autoInstallOnAppQuit = false;
            throw cause;
          } finally {
            ending.abort();
            loaded.off('download-progress', follow);
          }
        });
        return ok(null);
      } catch (cause) {
        return fail(errorOf(prepareError(cause)));
      }
    },
  };
}

function prepareError(cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  // Electron hands the domain of macOS' errors on (shell/browser/api/electron_api_auto_updater.cc).
  const domain = cause instanceof Error && 'domain' in cause ? cause.domain : null;
  if (
    domain === 'SQRLCodeSignatureErrorDomain' ||
    notTheirs.test(code) ||
    (cause instanceof Error && /sha512 checksum mismatch/i.test(cause.message))
  )
    return { code: 'update-not-genuine' };
  return { code: 'updates-unreachable', reason: failureReason(cause) };
}

function foundIn({ version, releaseNotes }: UpdateInfo) {
  const notes = Array.isArray(releaseNotes) ? releaseNotes.map(({ note }) => note ?? '').join('\n') : releaseNotes;
  return { version, notes: notes ?? null };
}

/**
 * What this copy can do about a new version. A package knows where to look by a file that is made with it. On Linux none is
 * installed: packages are the package manager's, and an AppImage has no signature that could be checked. On Windows the file
 * names the publisher, and without one electron-updater would check nothing; it starts the installer whose uninstaller lies
 * beside the program, so a copy that the MSI installed would become two. macOS compares with the program that runs.
 */
export function updateAbility(
  isPackaged: boolean,
  platform: NodeJS.Platform,
  resources: string,
): UpdateFeed['ability'] {
  const facts = isPackaged ? textOf(join(resources, 'app-update.yml')) : null;
  if (facts === null) return 'none';
  const isInstallers = existsSync(join(dirname(resources), 'Uninstall Billfold.exe'));
  const isChecked = platform === 'darwin' || (platform === 'win32' && /^publisherName:/m.test(facts) && isInstallers);
  return isChecked ? 'installs' : 'tells';
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

export const loadUpdater = async (): Promise<AppUpdater> => {
  const { default: updater } = await import('electron-updater');
  return updater.autoUpdater;
};

import type { AppError, ErrorCode } from '#shared/errors.ts';
import type { RecoveryWay } from '#shared/backup.ts';
import { hasConnectingWords } from '#shared/messages/error-words.ts';
import { errorWords, fill, languages } from '#shared/messages/index.ts';

/** What to do, where it is another thing than in the window: a command has no buttons and does not stay. */
const nextSteps: Partial<Record<ErrorCode, string>> = {
  'rate-limited': 'Run the command again later.',
  'server-failed': 'Run the command again later. The vendor’s status page may say more.',
  'server-unreachable':
    'Check the network connection, the proxy and the account’s server address, then run the command again.',
  'server-timeout': 'Check the network connection and the proxy, then run the command again.',
  'proxy-login-missing':
    'Set BILLFOLD_PROXY_LOGIN to user:password@proxy:port, or enter both in Billfold’s window under Settings → Network.',
  'proxy-login-refused':
    'Set BILLFOLD_PROXY_LOGIN to user:password@proxy:port with the current password, or enter it in Billfold’s window under Settings → Network.',
  'key-missing':
    'Set BILLFOLD_STRIPE_KEY or BILLFOLD_IMAGEKIT_KEY, or enter the key in Billfold’s window under Settings → Accounts.',
  'key-refused': 'Create a new key at the vendor and replace this one in Billfold’s window under Settings → Accounts.',
  'source-not-supported': '`billfold accounts add-source` adds the account’s other source.',
  'no-account-chosen': '`billfold accounts list` shows the accounts’ names.',
  'account-not-found': '`billfold accounts list` shows their names.',
  'alert-not-found': '`billfold alerts list` shows the alerts you have.',
  'alert-ambiguous': 'Give more of the ID; `billfold alerts list` shows as much as is needed.',
  'document-not-pdf': 'Run `billfold sync` again later, or download the PDF from the vendor.',
  'document-unavailable': 'Run `billfold sync` again later.',
  'document-truncated': 'Run `billfold sync` again.',
  'document-missing': 'Run `billfold sync`.',
  'job-running': 'Run the command again when it’s done.',
  'template-invalid': 'Correct the template.',
  'data-folder-not-empty': 'Add --replace: the existing data will be set aside, not deleted.',
  'backup-not-found': 'Give the folder or ZIP file that `billfold backup` wrote.',
};

const recoveryCommands: Readonly<Record<RecoveryWay, string>> = {
  backup: 'restore --last-backup',
  salvage: 'restore --salvage',
  adopt: 'restore --adopt',
  fresh: 'restore --fresh',
};

const keyVariables = 'BILLFOLD_STRIPE_KEY or BILLFOLD_IMAGEKIT_KEY';

/** A command asks the secret store each time; null for other errors. */
function secretStoreStep(error: AppError): string | null {
  if (error.code !== 'secret-store-failed') return null;
  return error.reason === 'unavailable'
    ? `It’s locked, or can’t be reached from here. Unlock it and run the command again, or set ${keyVariables}. A command that runs while nobody is logged in can’t reach it.`
    : `The stored key couldn’t be decrypted: enter it again in Billfold’s window under Settings → Accounts, or set ${keyVariables}.`;
}

/** The commands that put a data folder in order; null for other errors. */
function waysOf(error: AppError): string | null {
  if (error.code !== 'database-missing' && error.code !== 'database-corrupt') return null;
  const { backup } = error;
  const commands = error.ways.map(
    (way) => `\`billfold ${recoveryCommands[way]}\` to ${fill(languages.en.recoveryWays[way], { backup })}`,
  );
  return `Run one of these. None of them deletes anything: ${commands.join('; ')}.`;
}

/**
 * An error in one paragraph: what happened, what was not lost, what to do. English on every computer, like the names of
 * commands and options: what reads the output can rely on it.
 */
export function sentenceOf(error: AppError): string {
  const { message, reassurance, nextStep } = errorWords(error, 'en');
  return paragraph(message, reassurance, nextSteps[error.code] ?? secretStoreStep(error) ?? waysOf(error) ?? nextStep);
}

/** The same of an account that is only being connected: nothing of it is kept or watched yet. */
export function connectingSentenceOf(error: AppError): string {
  const { message, nextStep } = errorWords(error, 'en');
  const { connecting } = languages.en;
  return paragraph(
    message,
    connecting.reassurance,
    hasConnectingWords(error.code) ? connecting[error.code] : (nextSteps[error.code] ?? nextStep),
  );
}

const paragraph = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

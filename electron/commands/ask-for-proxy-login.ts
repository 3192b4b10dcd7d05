import type { AppError } from '#shared/errors.ts';
import type { Program } from '../bootstrap.ts';
import { askInTerminal, type Terminal } from './ask-in-terminal.ts';
import { sentenceOf } from './error-words.ts';

/** Once, and once more where the answer was wrong: some offices lock an account after a few. */
const mostQuestions = 2;

interface Asked {
  readonly network: Pick<Program['network'], 'hasProxy' | 'enterLogin'>;
  readonly connectionTests: Pick<Program['connectionTests'], 'address' | 'proxy'>;
}

/**
 * Before work on the network: where a proxy is on the way and asks for a login that nobody has given, a person at the
 * terminal is asked. Without one the work begins as it is, and says what it lacks.
 */
export async function askForProxyLogin(
  { network, connectionTests }: Asked,
  { input, standardError }: Terminal,
): Promise<void> {
  if (!input.isTTY || !(await network.hasProxy(connectionTests.address()))) return;
  let { error }: { error: AppError | null } = await connectionTests.proxy();
  for (let asked = 0; asked < mostQuestions; asked++) {
    if (error?.code !== 'proxy-login-missing' && error?.code !== 'proxy-login-refused') return;
    const { proxy } = error;
    if (error.code === 'proxy-login-refused') standardError.write(`${sentenceOf(error)}\n`);
    const user = await askInTerminal(`User name for the proxy ${proxy}: `, { input, standardError }, 'shown');
    if (!user?.trim()) return;
    const password = await askInTerminal('Password (not shown as you type): ', { input, standardError }, 'hidden');
    if (password === null) return;
    const entered = await network.enterLogin(proxy, { user: user.trim(), password }, connectionTests.address());
    error = entered.ok ? entered.value.error : entered.error;
  }
}

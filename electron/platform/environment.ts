import { proxyVariables, withoutLogin } from '../network/index.ts';

const keyVariables = ['BILLFOLD_STRIPE_KEY', 'BILLFOLD_IMAGEKIT_KEY', 'BILLFOLD_PROXY_LOGIN'];

/**
 * A copy for Billfold's own use; keys and passwords are taken out of the given environment. Child processes get that one,
 * and so does the window's process: Electron sends it along with a sandboxed preload.
 */
export function takeEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = { ...environment };
  for (const name of keyVariables) Reflect.deleteProperty(environment, name);
  for (const name of proxyVariables.flatMap((each) => [each, each.toUpperCase()])) {
    const address = environment[name];
    if (address !== undefined) environment[name] = withoutLogin(address) ?? '';
  }
  return own;
}

const keyVariables = ['BILLFOLD_STRIPE_KEY', 'BILLFOLD_IMAGEKIT_KEY'];

/**
 * A copy for Billfold's own use; the keys are taken out of the given environment. Child processes get that one, and
 * so does the window's process: Electron sends it along with a sandboxed preload.
 */
export function takeEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = { ...environment };
  for (const name of keyVariables) Reflect.deleteProperty(environment, name);
  return own;
}

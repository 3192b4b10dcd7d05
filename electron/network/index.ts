export type { Connect } from './connect.ts';
export { createNetwork, type Network } from './network.ts';
export { proxyVariables, withoutLogin } from './environment-proxy.ts';
export { createLoginStore } from './login-store.ts';
export { readAuthority } from './authority.ts';

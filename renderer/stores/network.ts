import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { ConnectionReport, NetworkState } from '#shared/network.ts';
import type { Result } from '#shared/result.ts';
import { call, on } from '../bridge.ts';

/** How servers are reached, as main tells it, and which proxy a person is asked about. */
export const useNetwork = defineStore('network', () => {
  const state = ref<NetworkState | null>(null);

  async function load(): Promise<void> {
    const result = await call('network.state', null);
    if (result.ok) state.value = result.value;
  }

  async function enterLogin(proxy: string, user: string, password: string): Promise<Result<ConnectionReport>> {
    const result = await call('network.enterLogin', { proxy, user, password });
    await load();
    return result;
  }

  async function forgetLogin(proxy: string): Promise<void> {
    const result = await call('network.forgetLogin', { proxy });
    if (result.ok) state.value = result.value;
  }

  async function dismiss(): Promise<void> {
    if (state.value) state.value = { ...state.value, asks: null };
    await call('network.dismiss', null);
  }

  const listen = (): (() => void) => on('proxy.asks', () => void load());

  return { state, load, enterLogin, forgetLogin, dismiss, listen };
});

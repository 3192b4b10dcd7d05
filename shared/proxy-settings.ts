import { z } from 'zod';

export const proxyModes = ['system', 'environment', 'direct', 'pac', 'manual'] as const;
export type ProxyMode = (typeof proxyModes)[number];

/**
 * How servers are reached. `environment`: as HTTPS_PROXY and NO_PROXY say. `pac`: by the script at `pacUrl`. `manual`:
 * through `server`, but for the hosts in `bypass`. A proxy's name and password are never part of it.
 */
const shape = z.object({
  mode: z.enum(proxyModes),
  pacUrl: z.string().trim().max(2000),
  /** `host:port`, or with `http://`, `https://` or `socks5://` before it. */
  server: z.string().trim().max(300),
  /** Names and networks after commas, as `intranet.example, *.local, 10.0.0.0/8`. */
  bypass: z.string().trim().max(2000),
});
/** As somebody enters it: whether it can be used is said when it is set. */
export const enteredProxySchema = shape;
export const proxySettingsSchema = shape
  .refine(({ mode, pacUrl }) => mode !== 'pac' || isPacUrl(pacUrl))
  .refine(({ mode, server }) => mode !== 'manual' || isProxyServer(server));
export type ProxySettings = z.infer<typeof proxySettingsSchema>;

export const systemProxy: ProxySettings = { mode: 'system', pacUrl: '', server: '', bypass: '' };

/** Chromium fetches scripts by HTTP alone. */
const isPacUrl = (text: string): boolean => /^https?:\/\/[^\s/?#@\\]+(?:[/?][^\s\\]*)?$/i.test(text);

const isProxyServer = (text: string): boolean =>
  /^(?:(?:https?|socks5):\/\/)?(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.test(text);

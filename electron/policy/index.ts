import type { ChannelKind } from '#shared/channels.ts';
import { type SettingName, settingNames } from '#shared/error-reasons.ts';
import type { AppError } from '#shared/errors.ts';
import type { PolicyContent, PolicyState, PolicySummary, PresetAccount } from '#shared/policy.ts';
import { allowsHost } from './allowed-hosts.ts';
import type { PolicyFile } from './policy-file.ts';

export { allowedSessions } from './allowed-hosts.ts';
export { addPresetAccounts } from './preset-accounts.ts';
export { machineFolders } from './machine-folder.ts';
export { type PolicyFile, readPolicyFile } from './policy-file.ts';

/** What the office decided for everybody on this computer. */
export interface Policy {
  readonly state: PolicyState;
  /** Settings with the values that they are locked at. */
  readonly settings: PolicyContent['settings'];
  readonly accounts: readonly PresetAccount[];
  /** Absolute; null where nobody decided it. */
  readonly archiveFolder: string | null;
  readonly summary: PolicySummary;
  isLocked(setting: SettingName): boolean;
  /** Whether a server may be asked for anything. Practice servers are inside Billfold, and are not asked about. */
  allowsHost(hostname: string): boolean;
  /** Whether anybody may be told that way. */
  allowsChannel(kind: ChannelKind): boolean;
  /** What is wrong with the file; null where nothing is. */
  problem(): AppError | null;
}

/**
 * A file that is broken locks everything that it could have locked, and allows no server: what it was to forbid is not known.
 * One that an ordinary user could have written locks nothing: anybody could lock out everybody else with it.
 */
export function createPolicy(file: PolicyFile): Policy {
  const content = file.state === 'applied' ? file.content : null;
  const isBroken = file.state === 'broken';
  const updatesOff = isBroken || content?.updates === 'off';
  const decided: PolicyContent['settings'] = { ...content?.settings, ...(updatesOff && { updates: 'off' as const }) };
  const hosts = isBroken ? [] : (content?.allowedHosts ?? null);
  const channels = isBroken ? [] : (content?.channels ?? null);
  const locked = settingNames.filter(
    (name) =>
      isBroken ||
      (name === 'archiveFolder' ? content !== null && content.archiveFolder !== null : decided[name] !== undefined),
  );
  return {
    state: file.state,
    settings: decided,
    accounts: content?.accounts ?? [],
    archiveFolder: content?.archiveFolder ?? null,
    summary: {
      state: file.state,
      file: file.path,
      locked,
      allowedHosts: hosts,
      channels,
      updates: updatesOff ? 'off' : 'on',
      problem: problemOf(file),
    },
    isLocked: (setting) => locked.includes(setting),
    allowsHost: (hostname) => hosts === null || allowsHost(hosts, hostname),
    allowsChannel: (kind) => channels === null || channels.includes(kind),
    problem: () => problemOf(file),
  };
}

function problemOf(file: PolicyFile): AppError | null {
  if (file.state === 'broken') return { code: 'policy-broken', file: file.path, field: file.field };
  return file.state === 'not-trusted' ? { code: 'policy-not-trusted', file: file.path } : null;
}

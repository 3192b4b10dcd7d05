import type { PresetAccount } from '#shared/policy.ts';
import type { Accounts } from '../accounts/index.ts';
import type { Logger } from '../platform/ports.ts';

/**
 * Adds the accounts of the policy that are not there yet, without a key. One that somebody closed stays closed; one that
 * cannot be added is in the log.
 */
export function addPresetAccounts(
  presets: readonly PresetAccount[],
  accounts: Pick<Accounts, 'addPreset'>,
  logger: Pick<Logger, 'warn'>,
): void {
  for (const { name, role, source: kind, customer: customerId, server: baseUrl } of presets) {
    const added = accounts.addPreset({ name, role, source: { kind, customerId, baseUrl } });
    if (!added.ok) logger.warn('An account of the policy could not be added', { name, code: added.error.code });
  }
}

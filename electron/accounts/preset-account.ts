import { createHash } from 'node:crypto';
import type { Account, Role, SourceSettings } from '#shared/accounts.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { AccountRows } from './account-rows.ts';
import type { RecordAction } from './actions.ts';
import type { ChangeRows } from './change-account-rows.ts';
import { checkSource } from './check-source.ts';
import { serverOf } from './closed-account.ts';
import type { FreeName } from './free-name.ts';

/** An account that somebody decided for this computer; whoever uses it enters the key. */
export interface PresetAccount {
  readonly name: string;
  readonly role: Role;
  readonly source: SourceSettings;
}

interface PresetParts {
  readonly rows: Pick<AccountRows, 'all' | 'byId' | 'insert'>;
  readonly changing: ChangeRows;
  readonly freeName: FreeName;
  readonly recordAction: RecordAction;
  readonly now: () => Instant;
}

export function createAddPreset({ rows, changing, freeName, recordAction, now }: PresetParts) {
  return ({ name, role, source }: PresetAccount): Result<null> => {
    const settings = checkSource(source);
    if (!settings.ok) return settings;
    const id = idOf(name, settings.value);
    if (rows.byId(id) || rows.all().some((account) => isOf(account, settings.value))) return ok(null);
    const free = freeName(name, null);
    if (!free.ok) return free;
    const account: Account = {
      ...{ id, name: free.value, role, practice: false, sources: [settings.value] },
      ...{ supportEmail: null, createdAt: now(), closedAt: null },
    };
    return changing(null, account.name, () => {
      rows.insert(account, null, null);
      recordAction({ what: 'account.added', accountId: id, after: account });
    });
  };
}

/** Whether somebody has the same customer already, or had. ImageKit's customers have no id to tell by. */
const isOf = ({ sources }: Account, { kind, baseUrl, customerId }: SourceSettings): boolean =>
  customerId !== null &&
  sources.some(
    (source) =>
      source.kind === kind &&
      source.customerId === customerId &&
      serverOf(kind, source.baseUrl) === serverOf(kind, baseUrl),
  );

/** Always the same for the same preset, so that one that was renamed or closed is known again: a UUID v8 of its hash. */
function idOf(name: string, { kind, baseUrl, customerId }: SourceSettings): string {
  const text = JSON.stringify([kind, serverOf(kind, baseUrl), customerId ?? name]);
  const hex = createHash('sha256').update(`Billfold preset ${text}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

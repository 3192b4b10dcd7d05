import { fail, ok, type Result } from '#shared/result.ts';
import { fold } from '#shared/search-text.ts';
import type { Instant } from '#shared/time.ts';
import {
  type HandoverProfile,
  handoverProfileSchema,
  type KeptProfile,
  profileProblem,
} from '#shared/handover/profile.ts';
import type { RecordAction } from '../accounts/index.ts';
import { newId } from '../database/new-id.ts';
import type { Database } from '../database/open.ts';

interface Row {
  readonly id: string;
  readonly profile: string;
}

/** What was chosen about handing over, under names. What an id stands for fails with `handover-profile-not-found`. */
export type HandoverProfiles = ReturnType<typeof createProfiles>;

export function createProfiles(db: Database, now: () => Instant, recordAction: RecordAction) {
  const all = db.prepare<[], Row>(
    'SELECT id, profile FROM handover_profiles WHERE removed_at IS NULL ORDER BY name_key',
  );
  const one = db.prepare<[string], Row>(
    'SELECT id, profile FROM handover_profiles WHERE id = ? AND removed_at IS NULL',
  );
  const holder = db
    .prepare<[string], string>('SELECT id FROM handover_profiles WHERE name_key = ? AND removed_at IS NULL')
    .pluck();
  const insert = db.prepare(
    'INSERT INTO handover_profiles (id, name, name_key, profile, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const update = db.prepare('UPDATE handover_profiles SET name = ?, name_key = ?, profile = ? WHERE id = ?');
  const remove = db.prepare('UPDATE handover_profiles SET removed_at = ? WHERE id = ? AND removed_at IS NULL');

  const kept = ({ id, profile }: Row): KeptProfile => ({ ...handoverProfileSchema.parse(JSON.parse(profile)), id });

  function get(id: string): Result<KeptProfile> {
    const row = one.get(id);
    return row ? ok(kept(row)) : fail({ code: 'handover-profile-not-found', profile: id });
  }

  const write = db.transaction((id: string | null, profile: HandoverProfile): string => {
    const before = id === null ? undefined : one.get(id);
    const json = JSON.stringify(profile);
    const written = id ?? newId(now());
    if (before) update.run(profile.name, fold(profile.name), json, written);
    else insert.run(written, profile.name, fold(profile.name), json, now());
    recordAction({
      what: 'handover-profile.saved',
      accountId: null,
      before: before && handoverProfileSchema.parse(JSON.parse(before.profile)),
      after: profile,
    });
    return written;
  }).immediate;

  return {
    list: (): KeptProfile[] => all.all().map(kept),
    get,
    /** By its id, or its name in letters of either case. */
    find(idOrName: string): Result<KeptProfile> {
      return get(holder.get(fold(idOrName)) ?? idOrName);
    },
    /** With null as a new one. Fails with `handover-profile-invalid` or `handover-name-taken`. */
    save(id: string | null, profile: HandoverProfile): Result<KeptProfile> {
      if (id !== null) {
        const found = get(id);
        if (!found.ok) return found;
      }
      const field = profileProblem(profile);
      if (field) return fail({ code: 'handover-profile-invalid', field });
      const taken = holder.get(fold(profile.name));
      if (taken !== undefined && taken !== id) return fail({ code: 'handover-name-taken', name: profile.name });
      return get(write(id, profile));
    },
    /** What it handed over stays so. */
    remove: db.transaction((id: string): Result<null> => {
      const found = get(id);
      if (!found.ok) return found;
      remove.run(now(), id);
      recordAction({ what: 'handover-profile.removed', accountId: null, before: found.value });
      return ok(null);
    }).immediate,
  };
}

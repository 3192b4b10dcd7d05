import { z } from 'zod';
import type { SavedFilter } from '#shared/ipc/contract.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type SearchTerm, searchTermSchema } from '#shared/search-terms.ts';
import type { Instant } from '#shared/time.ts';
import { fold } from '#shared/search-text.ts';
import { newId } from '../database/new-id.ts';
import type { Database } from '../database/open.ts';

const termsSchema = z.array(searchTermSchema);

/** Searches that got a name. */
export type SavedFilters = ReturnType<typeof createSavedFilters>;

export function createSavedFilters(db: Database, now: () => Instant) {
  const list = db.prepare<[], { id: string; name: string; terms: string }>(
    'SELECT id, name, terms FROM saved_filters ORDER BY name_key',
  );
  const holder = db.prepare<[string], string>('SELECT id FROM saved_filters WHERE name_key = ?').pluck();
  const insert = db.prepare('INSERT INTO saved_filters (id, name, name_key, terms, created_at) VALUES (?, ?, ?, ?, ?)');
  const rename = db.prepare('UPDATE saved_filters SET name = ?, name_key = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM saved_filters WHERE id = ?');

  /** The name as it is kept, when no other filter has it. */
  function nameFor(name: string, id: string | null): Result<string> {
    const kept = name.trim();
    if (kept === '') return fail({ code: 'filter-name-empty' });
    const taken = holder.get(fold(kept));
    return taken === undefined || taken === id ? ok(kept) : fail({ code: 'filter-name-taken', name: kept });
  }

  return {
    list: () => list.all().map(({ id, name, terms }) => ({ id, name, terms: termsSchema.parse(JSON.parse(terms)) })),

    save(name: string, terms: readonly SearchTerm[]): Result<SavedFilter> {
      const kept = nameFor(name, null);
      if (!kept.ok) return kept;
      const at = now();
      const id = newId(at);
      insert.run(id, kept.value, fold(kept.value), JSON.stringify(terms), at);
      return ok({ id, name: kept.value, terms: [...terms] });
    },

    rename(id: string, name: string): Result<null> {
      const kept = nameFor(name, id);
      if (!kept.ok) return kept;
      rename.run(kept.value, fold(kept.value), id);
      return ok(null);
    },

    remove(id: string): Result<null> {
      remove.run(id);
      return ok(null);
    },
  };
}

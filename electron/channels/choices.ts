import { type ChannelChoice, channelChoiceSchema } from '#shared/channels.ts';
import type { Database } from '../database/open.ts';

/** What channels tell of: everything, unless something else was chosen. The database's own trigger goes by it. */
export function createChannelChoices(db: Database) {
  const all = db.prepare<[], { channelId: string; accountId: string; kind: string; told: number }>(
    'SELECT channel_id AS channelId, account_id AS accountId, kind, told FROM channel_choices',
  );
  const put = db.prepare(
    `INSERT INTO channel_choices (channel_id, account_id, kind, told) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET told = excluded.told`,
  );
  return {
    list: (): ChannelChoice[] =>
      all.all().flatMap(({ accountId, told, ...row }) => {
        const parsed = channelChoiceSchema.safeParse({ ...row, accountId: accountId || null, told: told === 1 });
        return parsed.success ? [parsed.data] : [];
      }),
    set: ({ channelId, accountId, kind, told }: ChannelChoice): void =>
      void put.run(channelId, accountId ?? '', kind, told ? 1 : 0),
  };
}

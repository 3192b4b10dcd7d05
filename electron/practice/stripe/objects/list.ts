import type { JsonObject } from '../../http/answer.ts';

export const listObject = (url: string, data: readonly JsonObject[], hasMore = false): JsonObject => ({
  object: 'list',
  data,
  has_more: hasMore,
  url,
});

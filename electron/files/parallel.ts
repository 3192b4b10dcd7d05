/** Runs a task for each item, so many at a time, in order of the items. Stops starting new ones after a failure, and throws it. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  limit: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  let failed = false;
  const work = async () => {
    for (let next = waiting.next(); !next.done && !failed; next = waiting.next()) {
      try {
        await task(next.value);
      } catch (cause) {
        failed = true;
        throw cause;
      }
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: limit }, work));
  const failure = settled.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
}

/**
 * One run at a time: a call during a run waits for it and then shares one further run with all others that wait, so
 * that its caller's change is always seen.
 */
export function coalesce(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;
  const call = (): Promise<void> => {
    if (!running) {
      running = task().finally(() => {
        running = null;
      });
      return running;
    }
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = null;
        return call();
      });
    return waiting;
  };
  return call;
}

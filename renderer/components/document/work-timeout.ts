/** A document asks for more time or memory than the window gives to any. */
export class TooComplex extends Error {}

export interface WorkTimeout {
  /** Waits for one piece of work. Rejects with `TooComplex` after the timeout. */
  with<T>(work: Promise<T>): Promise<T>;
  /** Nothing more is waited for. */
  end(): void;
  /** Whether it has run out. */
  isOver(): boolean;
  /** Without a word to those who wait: nobody does. */
  dispose(): void;
}

/**
 * Runs out when there is work and none of it has ended for so many milliseconds. Pieces that wait for each other do not
 * use up each other's time.
 */
export function createWorkTimeout(millis: number, ranOut: () => void): WorkTimeout {
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => undefined);
  let waiting = 0;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function end(): void {
    clearTimeout(timer);
    if (isOver) return;
    isOver = true;
    over.reject(new TooComplex());
    ranOut();
  }

  function wait(): void {
    clearTimeout(timer);
    if (waiting > 0 && !isOver) timer = setTimeout(end, millis);
  }

  return {
    async with(work) {
      waiting += 1;
      if (waiting === 1) wait();
      try {
        return await Promise.race([work, over.promise]);
      } finally {
        waiting -= 1;
        wait();
      }
    },
    end,
    isOver: () => isOver,
    dispose() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

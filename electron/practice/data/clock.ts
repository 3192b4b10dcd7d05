/** A clock that can be set and can run faster; all times are milliseconds since 1970. */
export type PracticeClock = ReturnType<typeof createClock>;

/** Follows `real` from `start` on (null: from the real time) at `speed` practice seconds per real second. */
export function createClock(real: () => number, start: number | null, speed: number) {
  let base = { real: real(), practice: start ?? real(), speed };
  const now = (): number => Math.round(base.practice + (real() - base.real) * base.speed);
  return {
    now,
    speed: () => base.speed,
    set(change: { readonly now?: number; readonly speed?: number }): void {
      base = { practice: change.now ?? now(), real: real(), speed: change.speed ?? base.speed };
    },
  };
}

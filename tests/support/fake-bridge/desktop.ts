import type { Destination, Response } from '#shared/ipc/contract.ts';
import { ok } from '#shared/result.ts';

export interface DesktopState {
  /** Start at login, as the operating system has it. */
  autostart: Response<'app.autostart'>;
  /** Where a notification had asked the window to go before it listened. */
  destination: Destination | null;
}

export const desktopState = (): DesktopState => ({ autostart: 'off', destination: null });

/** Calls about the desktop around the window. */
export const desktopAnswers = (state: DesktopState) => ({
  'app.ready': () => ok(state.destination),
  'app.autostart': () => ok(state.autostart),
  'app.setAutostart': ({ on }: { on: boolean }) => {
    if (state.autostart !== 'unavailable') state.autostart = on ? 'on' : 'off';
    return ok(state.autostart);
  },
});

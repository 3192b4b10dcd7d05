import type { Program } from '../bootstrap.ts';
import { words } from '../ipc/parts.ts';

/** Explains once that closing the window goes on watching. */
export async function showTrayHintOnce(program: Program): Promise<void> {
  if (program.settings.trayHintShown()) return;
  const { stillWatchingTitle: title, stillWatching: body } = words(program).dialogs;
  const { outcome } = await program.notifier.show({ title, body, onClick: () => undefined });
  if (outcome === 'shown') program.settings.setTrayHintShown();
}

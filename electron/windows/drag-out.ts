import { copyFile, mkdtemp } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeImage } from 'electron';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Disposer } from '../platform/ports.ts';

/** What of a window's contents begins a drag. */
type Dragging = Pick<Electron.WebContents, 'startDrag'>;

/** A file that is dragged out of the window, under this name instead of the archive's own. */
export type DragOut = (file: string, name: string) => Promise<Result<null>>;

/** What is dragged are copies, so that no other program gets hold of the archive's files; they go when Billfold quits. */
export function createDragOut(
  contents: () => Dragging | null,
  icon: string,
  mayDrag: () => boolean,
): { readonly drag: DragOut; readonly dispose: Disposer } {
  const folders: string[] = [];
  return {
    async drag(file, name) {
      if (!mayDrag()) return fail({ code: 'too-often' });
      try {
        const folder = await mkdtemp(join(tmpdir(), 'billfold-drag-'));
        folders.push(folder);
        const copy = join(folder, name);
        await copyFile(file, copy);
        contents()?.startDrag({ file: copy, icon: nativeImage.createFromPath(icon) });
        return ok(null);
      } catch (cause) {
        const systemWords = cause instanceof Error ? cause.message : String(cause);
        return fail({ code: 'cannot-open', what: name, systemWords });
      }
    },
    dispose() {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

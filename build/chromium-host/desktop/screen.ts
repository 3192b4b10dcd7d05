import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NotOfferedError, StrictEmitter } from '../strict.ts';

type Offered = Pick<
  Electron.Screen,
  'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching' | 'getDisplayNearestPoint'
>;

const sizeProgram = fileURLToPath(new URL('./screen-size.ts', import.meta.url));

/** The one screen of the X11 display. */
export class Screen extends StrictEmitter implements Offered {
  readonly #isReady: () => boolean;
  #size: Electron.Size | null = null;

  constructor(isReady: () => boolean) {
    super([], ['display-added', 'display-removed', 'display-metrics-changed']);
    this.#isReady = isReady;
  }

  getPrimaryDisplay(): Electron.Display {
    if (!this.#isReady()) throw new Error("The 'screen' module can't be used before the app 'ready' event");
    this.#size ??= readSize();
    const area = { x: 0, y: 0, ...this.#size };
    // The rest of Electron's description is about hardware that the host knows nothing of.
    return {
      id: 1,
      bounds: area,
      workArea: area,
      size: this.#size,
      workAreaSize: this.#size,
      scaleFactor: 1,
      rotation: 0,
    } as Electron.Display;
  }

  getAllDisplays(): Electron.Display[] {
    return [this.getPrimaryDisplay()];
  }

  getDisplayMatching(): Electron.Display {
    return this.getPrimaryDisplay();
  }

  getDisplayNearestPoint(): Electron.Display {
    return this.getPrimaryDisplay();
  }
}

function readSize(): Electron.Size {
  let printed = '';
  try {
    printed = execFileSync(process.execPath, [sizeProgram], { encoding: 'utf8', timeout: 10_000 });
  } catch {
    throw new NotOfferedError('screen on this display');
  }
  const [width, height] = printed.split('x').map(Number);
  if (width === undefined || height === undefined) throw new NotOfferedError('screen on this display');
  return { width, height };
}

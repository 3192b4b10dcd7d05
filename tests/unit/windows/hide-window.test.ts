import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hideWindow } from '../../../electron/windows/hide-window.ts';

/** A window that leaves full screen when the system says so, as on macOS. */
class FakeWindow extends EventEmitter {
  readonly done: string[] = [];
  #fullScreen: boolean;

  constructor(fullScreen: boolean) {
    super();
    this.#fullScreen = fullScreen;
  }

  isFullScreen = (): boolean => this.#fullScreen;
  isDestroyed = (): boolean => false;

  setFullScreen(flag: boolean): void {
    this.done.push(`setFullScreen ${String(flag)}`);
  }

  hide(): void {
    this.done.push('hide');
  }

  left(): void {
    this.#fullScreen = false;
    this.emit('leave-full-screen');
  }
}

describe('closing the window', () => {
  it('in full screen on macOS leaves it first, and hides once it has left', () => {
    const window = new FakeWindow(true);
    hideWindow(window, 'darwin');
    expect(window.done).toEqual(['setFullScreen false']);
    window.left();
    expect(window.done).toEqual(['setFullScreen false', 'hide']);
    window.left();
    expect(window.done).toHaveLength(2);
  });

  it.each([
    ['darwin', false],
    ['win32', true],
    ['linux', true],
  ] as const)('on %s hides at once (full screen: %s)', (platform, fullScreen) => {
    const window = new FakeWindow(fullScreen);
    hideWindow(window, platform);
    expect(window.done).toEqual(['hide']);
  });
});

import { describe, expect, it } from 'vitest';
import { specsFor } from '../../support/spec-tags.ts';
import type { Launcher } from '../../support/launched-app.ts';

const titles = {
  plain: 'an alert fires once',
  host: 'closing leaves the watch in the tray @host',
  linux: 'a full disk ends an export @linux',
  packed: 'the window opens @packed',
  both: 'shown by a desktop @packed @linux',
};

/** Which of them a project runs, as Playwright reads it. */
function run(launcher: Launcher, platform: NodeJS.Platform): string[] {
  const { grep = /./, grepInvert } = specsFor(launcher, platform);
  return Object.entries(titles).flatMap(([name, title]) =>
    grep.test(title) && grepInvert?.test(title) !== true ? [name] : [],
  );
}

describe('the specs of a launcher', () => {
  it('are all of them on the host, and those of Electron that it can be driven for', () => {
    expect(run('chromium-host', 'linux')).toEqual(['plain', 'host', 'linux', 'packed', 'both']);
    expect(run('electron', 'linux')).toEqual(['plain', 'linux', 'packed', 'both']);
    expect(run('electron', 'win32')).toEqual(['plain', 'packed']);
    expect(run('electron', 'darwin')).toEqual(['plain', 'packed']);
  });

  it('are ten of a packed program', () => {
    expect(run('packed', 'linux')).toEqual(['packed', 'both']);
    expect(run('packed', 'win32')).toEqual(['packed']);
  });
});

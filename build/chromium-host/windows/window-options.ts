import { NotOfferedError } from '../strict.ts';

/** Honoured. */
const offered = [
  'width',
  'height',
  'x',
  'y',
  'show',
  'title',
  'webPreferences',
  'backgroundColor',
  'center',
  'useContentSize',
];
/** Looks and limits that Chromium's own window frame decides: accepted, without effect. */
const cosmetic = [
  'minWidth', 'minHeight', 'maxWidth', 'maxHeight', 'icon', 'autoHideMenuBar', 'darkTheme', 'titleBarStyle',
  'titleBarOverlay', 'resizable', 'minimizable', 'maximizable', 'closable', 'fullscreenable', 'paintWhenInitiallyHidden',
  'acceptFirstMouse', 'trafficLightPosition', 'roundedCorners', 'hasShadow', 'vibrancy', 'backgroundMaterial',
]; // prettier-ignore

/** The values that a window of the host has; any other is refused. */
const preferences: Readonly<Record<string, readonly unknown[] | 'any'>> = {
  preload: 'any',
  sandbox: [true],
  contextIsolation: [true],
  nodeIntegration: [false],
  nodeIntegrationInWorker: [false],
  nodeIntegrationInSubFrames: [false],
  webSecurity: [true],
  allowRunningInsecureContent: [false],
  experimentalFeatures: [false],
  webviewTag: [false],
  navigateOnDragDrop: [false],
  safeDialogs: [true, false],
  spellcheck: [true, false],
  devTools: [true, false],
  backgroundThrottling: [true, false],
  disableDialogs: [false],
  images: [true],
  javascript: [true],
  plugins: [false],
  v8CacheOptions: 'any',
  enableBlinkFeatures: [''],
  defaultEncoding: 'any',
};

/** Throws for an option whose effect a Chromium window would not show. */
export function checkWindowOptions(options: Electron.BrowserWindowConstructorOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !offered.includes(name) && !cosmetic.includes(name)) {
      throw new NotOfferedError(`the BrowserWindow option '${name}'`);
    }
  }
  for (const [name, value] of Object.entries(options.webPreferences ?? {})) {
    const allowed = preferences[name];
    if (value === undefined || allowed === 'any') continue;
    if (allowed?.includes(value) !== true) throw new NotOfferedError(`webPreferences.${name} = ${String(value)}`);
  }
}

/** Import directions of ARCHITECTURE.md. */
const features =
  'accounts|http|sources|watch|usage|billing|verification|archive|export|overview|practice|program|commands|settings|logging|database|files|pdf-reader|imports|backup|unread|background|events|network|updates|doctor|policy|handover|team';

const hostTests = '^build/chromium-host/tests/';

/** The window's folders: each uses what stands before it, and nothing behind it. */
const windowLayers = ['i18n', 'stores', 'composables', 'components', 'pages', 'shell'];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|build|tests)/' },
    },
    {
      name: 'shared-uses-no-platform',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'], path: '.*' },
    },
    {
      name: 'window-does-not-reach-main',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|build|tests)/' },
    },
    {
      name: 'main-does-not-reach-window',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|build|tests)/' },
    },
    ...windowLayers.slice(0, -1).map((layer, index) => ({
      name: `window-${layer}-stay-below`,
      severity: 'error',
      from: { path: `^renderer/${layer}/` },
      to: { path: `^renderer/((${windowLayers.slice(index + 1).join('|')})/|router\\.ts|start-window\\.ts)` },
    })),
    {
      name: 'window-widgets-know-no-store',
      comment: 'A long list and a document get what they show from the page around them.',
      severity: 'error',
      from: { path: '^renderer/components/(data-table|document)/' },
      to: { path: '^renderer/(stores|composables)/' },
    },
    {
      name: 'features-stay-below-the-shell',
      severity: 'error',
      from: { path: `^electron/(${features})/` },
      to: { path: '^electron/(windows|ipc|security)/' },
    },
    {
      name: 'features-use-ports-not-adapters',
      severity: 'error',
      from: { path: `^electron/(${features})/` },
      to: { path: '^electron/platform/', pathNot: '^electron/platform/(network-)?ports\\.ts$' },
    },
    {
      name: 'only-the-shell-imports-electron',
      severity: 'error',
      from: {
        path: '^electron/',
        pathNot: '^electron/(main\\.ts|preload\\.ts|bootstrap\\.ts|diagnostics\\.ts|(platform|windows|security|ipc)/)',
      },
      to: { path: '^(electron$|node_modules/electron/)' },
    },
    {
      name: 'program-uses-what-is-packed',
      comment: 'Only `dependencies` are in the package; Electron is there by itself.',
      severity: 'error',
      from: { path: '^(electron|shared)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^(electron$|node_modules/electron/)' },
    },
    {
      name: 'features-do-not-reach-into-each-other',
      comment: 'A feature is used through its index.ts (database: any file; sources: its ports).',
      severity: 'error',
      from: { path: `^electron/(${features})/` },
      to: {
        path: `^electron/(${features})/`,
        pathNot: [
          '^electron/$1/',
          '/index\\.ts$',
          '^electron/database/',
          '^electron/sources/(billing|usage)-source\\.ts$',
        ],
      },
    },
    {
      name: 'only-tests-import-tests',
      severity: 'error',
      from: { pathNot: ['^tests/', hostTests] },
      to: { path: '^tests/' },
    },
    {
      name: 'product-does-not-use-the-host',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/' },
      to: { path: '^build/' },
    },
    {
      name: 'host-stands-alone',
      comment: 'It is a package of its own; its tests may use what all tests share.',
      severity: 'error',
      from: { path: '^build/chromium-host/', pathNot: hostTests },
      to: { path: '^(electron|renderer|shared|build|tests)/', pathNot: '^build/chromium-host/' },
    },
    {
      name: 'host-is-used-by-its-name',
      comment: 'What its package.json exports, and nothing inside it.',
      severity: 'error',
      from: { pathNot: '^build/chromium-host/' },
      to: { path: '^build/chromium-host/', pathNot: '^build/chromium-host/(index|net/net|app/login-items)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

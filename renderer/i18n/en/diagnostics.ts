export const diagnostics = {
  title: 'Diagnostics',
  text: 'Billfold looks at everything it needs and says how to fix what’s wrong. `billfold doctor` does the same in a terminal.',
  run: 'Run diagnostics',
  again: 'Run again',
  running: 'Looking…',
  copy: 'Copy report',
  save: 'Save report…',
  copied: 'Report copied. It contains no keys, no names and no amounts.',
  saved: 'Saved as {file}. It contains no keys, no names and no amounts.',
  showLog: 'Open log folder',
  level: {
    error: 'Errors only',
    warn: 'Errors and warnings',
    info: 'Normal',
    debug: 'Everything, to look into a problem',
  },
  levelHint: 'Keys, passwords and tokens are never written.',
};

export const updates = {
  title: 'Updates',
  version: 'This is Billfold {version}.',
  never: 'Not looked for a new version yet.',
  newest: 'No newer version, looked {age}.',
  found: 'Billfold {version} is available.',
  show: 'What’s new',
  nowhere: 'This copy doesn’t know where to look for new versions. Get them from where you got this one.',
  look: 'Look for updates',
  looking: 'Looking…',
  install: 'Install when you quit',
  downloading: 'Downloading',
  ready: 'Downloaded and checked. It is installed when you quit Billfold.',
  tells: 'Install it the way you installed this one, for example with your package manager.',
  on: 'Look for new versions once a day',
  onHint:
    'New versions bring security fixes for the browser engine inside Billfold. Nothing is installed without asking.',
};

const { contextBridge, ipcRenderer, webUtils } = require('electron');

globalThis.leaked = 'only in the isolated world';
contextBridge.exposeInMainWorld('fixture', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  onTick: (listener) => {
    const handler = (_event, tick) => listener(tick);
    ipcRenderer.on('tick', handler);
    return () => ipcRenderer.removeListener('tick', handler);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
  echo: (value) => value,
  typeOf: (value) => Object.prototype.toString.call(value),
  later: async (value) => value,
  fail: () => {
    throw new TypeError('refused by the preload script');
  },
  file: () => new File(['from the preload script'], 'note.txt', { type: 'text/plain' }),
  blob: () => new Blob(['a blob'], { type: 'text/csv' }),
  laterBlob: async () => new Blob(['later'], { type: 'text/csv' }),
  nested: { numbers: [1, 2, 3] },
});

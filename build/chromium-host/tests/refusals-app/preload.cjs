const electron = require('electron');
const { contextBridge, ipcRenderer, webUtils } = electron;

async function attempt(name, action) {
  let outcome = 'no refusal';
  try {
    const value = await action();
    if (value !== undefined) outcome = `no refusal: ${String(value)}`;
  } catch (error) {
    outcome = String(error);
  }
  ipcRenderer.send('outcome', name, outcome);
}

async function run() {
  for (const name of ['fs', 'node:child_process', 'electron/main', './beside.cjs']) {
    await attempt(`preload requires ${name}`, () => require(name));
  }
  await attempt('preload takes a main module', () => electron.app);
  await attempt('preload uses ipcRenderer.sendSync', () => ipcRenderer.sendSync('any'));
  await attempt('bridge twice under one name', () => {
    contextBridge.exposeInMainWorld('once', 1);
    contextBridge.exposeInMainWorld('once', 2);
  });
  await attempt('bridge on a property of the window', () => contextBridge.exposeInMainWorld('name', 1));
  await attempt('bridge of a class instance with a WeakMap', () =>
    contextBridge.exposeInMainWorld('weak', { map: new WeakMap() }),
  );
  await attempt('bridge of what is nested too deeply', () => {
    let deep = 1;
    for (let level = 0; level < 1000; level += 1) deep = { deep };
    contextBridge.exposeInMainWorld('tooDeep', deep);
  });
  await attempt('bridge of what is nested deeply', () => {
    let deep = 1;
    for (let level = 0; level < 999; level += 1) deep = [deep];
    contextBridge.exposeInMainWorld('deep', deep);
  });
  await attempt('path of what is no file', () => webUtils.getPathForFile({ name: 'x' }));
  await attempt('invoke without a handler', () => ipcRenderer.invoke('nobody'));
  await attempt('invoke with a function', () => ipcRenderer.invoke('echo', () => undefined));
  await attempt('invoke with a promise', () => ipcRenderer.invoke('echo', Promise.resolve()));
  await attempt('invoke with a symbol', () => ipcRenderer.invoke('echo', { symbol: Symbol('s') }));
  await attempt('invoke with a WeakMap', () => ipcRenderer.invoke('echo', new WeakMap()));
  await attempt('invoke with a DOM object', () => ipcRenderer.invoke('echo', document.createElement('p')));
  await attempt('invoke with a File', () => ipcRenderer.invoke('echo', new File(['x'], 'x')));
  await attempt('send with a function', () => ipcRenderer.send('echo', () => undefined));
  await attempt('invoke without a channel', () => ipcRenderer.invoke());
  await attempt('invoke whose handler throws', () => ipcRenderer.invoke('throws'));
  await attempt('invoke whose result cannot be cloned', () => ipcRenderer.invoke('uncloneable'));
  await attempt('handleOnce a second time', async () => {
    await ipcRenderer.invoke('once');
    await ipcRenderer.invoke('once');
  });
  ipcRenderer.send('done');
}
void run();

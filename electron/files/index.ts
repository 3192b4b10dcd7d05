/* Careful work with files, for every feature that keeps or writes them. */
export { copyPart, flushFolders, placeNew, placeOver, removePart, writePart } from './durable.ts';
export { fileErrorOf, isFileCode, stopsAll } from './file-error.ts';
export { hashFile, sha256Of } from './hash.ts';
export { makeFolder } from './make-folder.ts';
export { inParallel } from './parallel.ts';

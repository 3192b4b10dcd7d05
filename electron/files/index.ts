/* Careful work with files, for every feature that keeps or writes them. */
export { copyPart, copyUnflushed, flushFolders, placeNew, placeOver, removePart, writePart } from './durable.ts';
export { fileErrorOf, isFileCode, stopsAll } from './file-error.ts';
export { flushFiles } from './flush-files.ts';
export { hashFile, sha256Of, sumOf } from './hash.ts';
export { isInside } from './is-inside.ts';
export { makeFolder } from './make-folder.ts';
export { inParallel } from './parallel.ts';
export { type ZipEntry, zipOf } from './zip.ts';
export { writeWhole } from './write-whole.ts';

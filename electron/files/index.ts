/* Careful work with files, for every feature that keeps or writes them. */
export { credential } from './credential.ts';
export { copyChecked, hasBytes } from './copy-checked.ts';
export { type CsvCell, csvText } from './csv.ts';
export { copyPart, flushFolders, placeNew, placeOver, removePart, writePart, writeUnflushed } from './durable.ts';
export { fileErrorOf, ifMissing, isFileCode, stopsAll } from './file-error.ts';
export { flushFiles, flushNames } from './flush-files.ts';
export { hashFile, sha256Of, sha256OfPieces, sumOf } from './hash.ts';
export { isInside } from './is-inside.ts';
export { isWritable } from './is-writable.ts';
export { makeFolder } from './make-folder.ts';
export { inParallel } from './parallel.ts';
export { type ZipEntry, zipOf } from './zip.ts';
export { readHead } from './read-head.ts';
export { makeWhole, writeNew, writeWhole } from './write-whole.ts';

import { open } from 'node:fs/promises';

/** A file's first bytes, each as a character (Latin-1): what a file is, is told by them. Throws Node's file errors. */
export async function readHead(file: string, bytes: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

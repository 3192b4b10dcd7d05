type Folders = Readonly<Record<'cMapUrl' | 'standardFontDataUrl' | 'wasmUrl', string>>;

/**
 * What pdf.js asks for its fonts, character maps and decoders (its option `BinaryDataFactory`), in a form that reads each
 * file once and not again for each document.
 */
export function createKeptAssets() {
  const kept = new Map<string, Promise<Uint8Array>>();

  async function read(address: string): Promise<Uint8Array> {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  return class KeptAssets {
    readonly #folders: Folders;

    constructor(folders: Folders) {
      this.#folders = folders;
    }

    async fetch({ kind, filename }: { kind: keyof Folders; filename: string }): Promise<Uint8Array> {
      const address = `${this.#folders[kind]}${filename}`;
      const reading = kept.get(address) ?? read(address);
      kept.set(address, reading);
      try {
        // A copy: pdf.js gives what it gets away to its worker.
        return (await reading).slice();
      } catch (failure) {
        kept.delete(address);
        throw failure;
      }
    }
  };
}

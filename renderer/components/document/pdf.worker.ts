import 'pdfjs-dist/build/pdf.worker.min.mjs';

// pdf.js's worker, which reads each font, character map and decoder once and not again for each document. It does so by
// itself: the window is busy with showing the preview when the first page's fonts are needed.
const kept = new Map<string, Promise<{ readonly bytes: ArrayBuffer; readonly headers: Headers }>>();
const { fetch } = globalThis;

async function read(address: string) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${String(response.status)}`);
  return { bytes: await response.arrayBuffer(), headers: response.headers };
}

globalThis.fetch = async (asked) => {
  const address = asked instanceof Request ? asked.url : String(asked);
  const reading = kept.get(address) ?? read(address);
  kept.set(address, reading);
  try {
    const { bytes, headers } = await reading;
    return new Response(bytes, { headers });
  } catch (failure) {
    kept.delete(address);
    throw failure;
  }
};

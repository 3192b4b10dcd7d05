/** The page's policy: our own origin only, no inline script or style, no eval. */
export const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A document is read by the window's own code, and never shown as a page. */
export const documentPolicy = "default-src 'none'; sandbox";

/** The pdf.js worker alone may compile WebAssembly: its JPEG 2000 and JBIG2 decoders need that. */
export const workerPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; form-action 'none'";

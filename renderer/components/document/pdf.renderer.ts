// pdf.js's drawing thread: whatever a page asks of a canvas never holds up the window.
import 'pdfjs-dist/build/pdf.renderer.min.mjs';

addEventListener('message', ({ data }) => {
  if (data === 'are you there') postMessage('here');
});

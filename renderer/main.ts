import './zod-without-eval.ts';
import './styles/main.css';

const host = document.getElementById('app');
if (host) {
  // A bundle of its own: static imports would build the shared schemas before zod was told not to use eval.
  const { startWindow } = await import('./start-window.ts');
  await startWindow(host);
}

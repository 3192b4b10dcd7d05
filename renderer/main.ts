import './zod-without-eval.ts';
import './styles/main.css';

const host = document.getElementById('app');
if (host) {
  // vue-router parses this as it is loaded. What a script throws, even if caught, makes V8 read its whole file again.
  sessionStorage['vue-router:scroll'] ??= '{}';
  // A bundle of its own: static imports would build the shared schemas before zod was told not to use eval.
  const { startWindow } = await import('./start-window.ts');
  await startWindow(host);
}

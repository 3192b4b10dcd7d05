import './zod-without-eval.ts';
import './styles/main.css';

const host = document.getElementById('app');
if (host) {
  const [{ startWindow }] = await Promise.all([
    // A bundle of its own: static imports would build the shared schemas before zod was told not to use eval.
    import('./start-window.ts'),
    // Nothing changes its width once it is seen; without the font the system's own is there.
    document.fonts.load('1em "Inter Variable"').catch(() => []),
  ]);
  await startWindow(host);
}

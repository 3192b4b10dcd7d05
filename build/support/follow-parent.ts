// Loaded with --import before a program that npm started. npm passes a signal only to the shell in between, which dies
// of it and leaves the program running; so the program looks whether its parent is still the one it was started by.
// Loaded by `npm run dev` itself as well.
const parent = Number(process.env['BILLFOLD_PARENT_PID']);
delete process.env['BILLFOLD_PARENT_PID'];

const checkEveryMs = 200;

if (parent > 0) {
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, checkEveryMs);
  timer.unref();
}

export {};

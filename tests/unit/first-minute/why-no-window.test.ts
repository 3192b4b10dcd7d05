import { expect, it } from 'vitest';
import { whyNoWindow } from '../../first-minute/why-no-window.ts';

const sandbox = new Error(
  'The program ended before it had a window:\nit opened no window: Target page has been closed (No usable sandbox! …)',
);
const on = (files: Record<string, string>) => ({ user: 'hanna', read: (path: string) => files[path] ?? null });

it.each([
  [
    { '/.dockerenv': '', '/proc/self/status': 'Name:\tnode\nSeccomp:\t2\n' },
    'start the container with  --security-opt',
  ],
  [{ '/proc/sys/user/max_user_namespaces': '0' }, 'run:  sudo sysctl -w user.max_user_namespaces=10000'],
  [{ '/proc/sys/kernel/unprivileged_userns_clone': '0' }, 'run:  sudo sysctl -w kernel.unprivileged_userns_clone=1'],
  [
    { '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1', '/proc/sys/user/max_user_namespaces': '9000' },
    'run:  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  ],
  // The switches of a container belong to the machine around it.
  [{ '/run/.containerenv': '', '/proc/sys/user/max_user_namespaces': '0' }, 'run npm start as root'],
  [{}, 'run npm start as root'],
])('names the one way to let the sandbox work where it is known: %j', (files, remedy) => {
  const words = whyNoWindow(sandbox, on(files));
  expect(words).toContain("Chromium's sandbox needs user namespaces, which the user hanna does not get here");
  expect(words).toContain(`please ${remedy}`);
});

it('hands on the last words of a program that ended for another reason', () => {
  expect(whyNoWindow(new Error('The program ended before it had a window:\nstarting\nno such display\n'), on({}))).toBe(
    'it does not open: starting · no such display',
  );
});

import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { createCommands } from './commands.ts';
import type { ControlDeps } from './commands.ts';

/**
 * The test's way into the host: one JSON object a line, `{ id, do, args }`, answered by `{ id, ok, result }` or
 * `{ id, ok: false, error }`. Only with `CHROMIUM_HOST_CONTROL` set.
 */
export function startControl(path: string, deps: ControlDeps): void {
  const commands = createCommands(deps);
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    const lines = createInterface({ input: socket });
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      void answer(line).then((reply) => socket.write(`${JSON.stringify(reply)}\n`));
    });
  });
  server.listen(path);
  server.unref();

  async function answer(line: string): Promise<object> {
    const { id, do: name, args } = JSON.parse(line) as { id: number; do: string; args: Record<string, unknown> };
    try {
      const command = commands[name];
      if (command === undefined) throw new Error(`The host has no command '${name}'`);
      return { id, ok: true, result: (await command(args)) ?? null };
    } catch (error) {
      return { id, ok: false, error: String(error) };
    }
  }
}

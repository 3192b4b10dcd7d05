import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An environment in which a shell script takes the user for this one, whoever runs the test: `id` answers the number. */
export async function environmentAs(userId: number, folder: string): Promise<NodeJS.ProcessEnv> {
  const programs = join(folder, `user-${String(userId)}`);
  await mkdir(programs, { recursive: true });
  const id = join(programs, 'id');
  await writeFile(id, `#!/bin/sh\necho ${String(userId)}\n`);
  await chmod(id, 0o755);
  return { ...process.env, PATH: `${programs}:${process.env['PATH'] ?? ''}` };
}

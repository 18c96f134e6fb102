// A command of the command line in a process of its own, as a person starts it: what it says, and how it ends.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { resource } from '../app/platform/resources.ts';

export async function runCli(words: string[], variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, [resource('app', 'cli.ts'), ...words], {
    env: { ...process.env, ...variables },
  });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { status: z.int().parse(status), stdout, stderr };
}

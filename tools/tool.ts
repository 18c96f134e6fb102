// Starts a development tool that npm installed, by the script that its package names, without a shell in between.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { resource } from '../app/platform/resources.ts';

const Package = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) });

/** @returns the tool's exit status */
export async function runTool(name: string, words: string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(process.execPath, [scriptOf(name, name === 'tsc' ? 'typescript' : name), ...words], {
    cwd: resource(),
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  const [status]: unknown[] = await once(child, 'exit');
  return typeof status === 'number' ? status : 1;
}

function scriptOf(name: string, packageName: string): string {
  const folder = resource('node_modules', packageName);
  const { bin } = Package.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const script = typeof bin === 'string' ? bin : bin[name];
  if (script === undefined) throw new Error(`The package ${packageName} has no command ${name}.`);
  return join(folder, script);
}

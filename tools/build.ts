// `npm run build`: the screen into dist/renderer, the engine and its shells into dist/app; one of them when it is named.

import { rmSync } from 'node:fs';
import { resource } from '../app/resources.ts';
import { runTool } from './tool.ts';

const builders = { screen: buildScreen, app: buildApp };

process.exitCode = await build(process.argv.slice(2));

/** @returns the exit status */
async function build(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !Object.hasOwn(builders, name));
  if (unknown.length > 0) {
    process.stderr.write(`Usage: npm run build [-- ${Object.keys(builders).join('|')}]\n`);
    return 2;
  }
  for (const [name, builder] of Object.entries(builders)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const status = await builder();
    if (status !== 0) return status;
  }
  return 0;
}

function buildScreen(): Promise<number> {
  // Whoever asks for it: tests run in an environment in which React would bring its tools for development.
  return runTool('vite', ['build', '--logLevel=warn'], { NODE_ENV: 'production' });
}

/** Emptied first: what was deleted in app/ must not live on. */
function buildApp(): Promise<number> {
  for (const folder of ['app', 'models']) rmSync(resource('dist', folder), { recursive: true, force: true });
  return runTool('tsc', ['-p', resource('tools', 'tsconfig.build.json')]);
}

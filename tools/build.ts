// `npm run build`: the screen into dist/renderer, the engine and its shells into dist/app, for the packed program vision
// into dist/vision and the Node that runs it into dist/node; one of them when it is named.

import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { messageOf } from '../app/errors.ts';
import { resource } from '../app/platform/resources.ts';
import { NODE_HOME, nodePackage } from './node-package.mjs';
import { npm } from './npm.mjs';
import { withSmallIcu } from './small-icu.ts';
import { runTool } from './tool.ts';

const builders = { screen: buildScreen, app: buildApp, node: bringNode };

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
  // Whatever calls it: tests run in an environment in which React would bring its tools for development.
  return runTool('vite', ['build', '--logLevel=warn'], { NODE_ENV: 'production' });
}

/** Emptied first: what was deleted in app/ must not live on. */
async function buildApp(): Promise<number> {
  for (const folder of ['app', 'vision']) rmSync(resource('dist', folder), { recursive: true, force: true });
  const status = await runTool('tsc', ['-p', resource('tools', 'tsconfig.build.json')]);
  return status === 0 ? runTool('tsc', ['-p', resource('tools', 'tsconfig.vision.json')]) : status;
}

/** Npm's, whose contents the lockfile pins: the one that builds may need libraries that only this machine has. */
function bringNode(): Promise<number> {
  const node = nodePackage(process.platform, process.arch);
  if (node === undefined) return failed(`npm has no Node for ${process.platform} on ${process.arch}.`);
  const problem = node.isInstalled
    ? undefined
    : npm(process.execPath, process.env, ['ci', '--prefix', NODE_HOME], NODE_HOME);
  if (problem !== undefined) return failed(problem);
  const folder = resource('dist', 'node');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const binary = join(folder, basename(node.binary));
  copyFileSync(node.binary, binary);
  copyFileSync(join(dirname(node.binary), '..', 'LICENSE'), join(folder, 'LICENSE'));
  chmodSync(binary, 0o755);
  // Elsewhere the file is signed, and must stay what it is.
  return process.platform === 'linux' ? makeSmaller(binary) : Promise.resolve(0);
}

/** Vision needs neither names for debuggers, a seventh of the file, nor other languages than English. */
function makeSmaller(binary: string): Promise<number> {
  const { status, error } = spawnSync('strip', [binary], { stdio: ['ignore', 2, 2] });
  if (status !== 0) return failed(`strip (of binutils) did not work: ${error?.message ?? status}`);
  try {
    writeFileSync(binary, withSmallIcu(readFileSync(binary)));
  } catch (reason) {
    return failed(`Languages could not be taken out of Node: ${messageOf(reason)}`);
  }
  const trial = spawnSync(binary, ['-e', 'new Intl.DateTimeFormat("en").format()'], { stdio: ['ignore', 2, 2] });
  if (trial.status === 0) return Promise.resolve(0);
  return failed(`Node does not run without other languages: ${trial.error?.message ?? trial.signal ?? trial.status}`);
}

function failed(sentence: string): Promise<number> {
  process.stderr.write(`${sentence}\n`);
  return Promise.resolve(1);
}

// Runs a file of the project with a Node that is new enough and the packages of the lockfile, fetching both when missing.
// Plain JavaScript without dependencies, as are the files that it imports: an old Node has to understand them.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NO_TELEMETRY, NODE_OPTIONS } from '../app/platform/engine-options.mjs';
import { isNewEnough, NODE_HOME, nodePackage } from './node-package.mjs';
import { npm } from './npm.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [file, ...rest] = process.argv.slice(2);
if (file === undefined) stop('Usage: node tools/run.mjs FILE [ARGUMENT…]', 2);

const node = isNewEnough(process.versions.node) ? process.execPath : fetchNode();
/** What Node makes of the sources is kept, types stripped and compiled: each of four processes starts 0.2 s sooner. */
const compiled = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'compiled') };
const environment = { ...process.env, ...NO_TELEMETRY, ...compiled, ...firstOnPath(dirname(node)) };
installPackages();
run();

/** npm carries Node itself for some platforms. */
function fetchNode() {
  const ours = nodePackage(process.platform, process.arch);
  if (ours === undefined) {
    stop(`Kindred needs Node 24 and this is Node ${process.versions.node}: please install Node 24 from nodejs.org.`, 1);
  }
  if (!ours.isInstalled) {
    say(`Fetching Node ${ours.version} for Kindred alone, as this machine has ${process.versions.node} (about 10 s) …`);
    install(process.execPath, process.env, ['--prefix', NODE_HOME], NODE_HOME);
  }
  return ours.binary;
}

/** Costs about 5 ms when there is nothing to do. */
function installPackages() {
  if (hasPackages()) return;
  say('Installing the packages that Kindred is built from (about a minute, this once) …');
  install(node, environment, ['--include=dev'], root);
}

/** npm writes what it installed last of all, so an installation that was cut short has no such list. */
function hasPackages() {
  const list = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const { packages: installed } = JSON.parse(readFileSync(list, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  delete wanted['']; // the project itself
  return Object.entries(wanted).every(([path, { version, optional }]) =>
    path in installed ? installed[path].version === version : optional === true,
  );
}

function install(runner, env, words, cwd) {
  const problem = npm(runner, env, ['ci', ...words], cwd);
  if (problem !== undefined) stop(problem, 1);
}

/** Windows spells the variable in its own way, and two spellings in one environment are a lottery. */
function firstOnPath(folder) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { [key]: [folder, process.env[key]].filter(Boolean).join(delimiter) };
}

/** Input, output, signals and exit status pass through. */
function run() {
  const child = spawn(node, [...NODE_OPTIONS, resolve(root, file), ...rest], {
    cwd: askedFrom(),
    env: environment,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`${node} could not be started: ${error.message}`, 1));
  child.on('exit', (status, signal) => process.exit(status ?? 128 + (constants.signals[signal] ?? 0)));
}

/** npm moves to the project's root; a relative path means the folder where the person typed it. */
function askedFrom() {
  return (process.cwd() === root && process.env.INIT_CWD) || process.cwd();
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function stop(sentence, status) {
  say(sentence);
  process.exit(status);
}

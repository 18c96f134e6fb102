// Which Node runs Kindred, and the one that npm carries where the machine's own is too old.
// Plain JavaScript without dependencies: an old Node has to understand it.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder whose lockfile pins that Node's version and contents. */
export const NODE_HOME = join(root, 'tools', 'node');

/** How npm's packages of Node name a platform. */
const PREFIXES = { linux: 'node-linux', darwin: 'node-bin-darwin', win32: 'node-win' };

/**
 * @param {string} version as in `process.versions.node`
 * @returns {boolean} whether it is of the major version that package.json asks for, or later
 */
export function isNewEnough(version) {
  const { node } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines;
  return Number(version.split('.')[0]) >= Number(node.replace('>=', ''));
}

/**
 * @param {string} platform as Node names it
 * @param {string} arch as Node names it
 * @returns {{ name: string, version: string, binary: string, isInstalled: boolean } | undefined} undefined: npm has none for it
 */
export function nodePackage(platform, arch) {
  const wanted = JSON.parse(readFileSync(join(NODE_HOME, 'package.json'), 'utf8')).optionalDependencies;
  const name = `${PREFIXES[platform] ?? platform}-${arch}`;
  const version = wanted[name];
  if (version === undefined) return undefined;
  const folder = join(NODE_HOME, 'node_modules', name);
  const binary = join(folder, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  return { name, version, binary, isInstalled: installedVersion(folder) === version };
}

function installedVersion(folder) {
  const description = join(folder, 'package.json');
  return existsSync(description) ? JSON.parse(readFileSync(description, 'utf8')).version : undefined;
}

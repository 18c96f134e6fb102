// The Node that runs vision: a plain one, as Electron's own binary brings libraries of the system that sharp's do not bear.

import type { App } from 'electron';
import { join } from 'node:path';

/** How a start from source says which Node it came from. */
export const NODE_VARIABLE = 'KINDRED_NODE';

/** @returns packed: the one that lies beside the archive; from source: the one that started Electron, or the system's */
export function nodeOfVision(
  { isPackaged }: Pick<App, 'isPackaged'>,
  { resourcesPath, platform }: Pick<NodeJS.Process, 'resourcesPath' | 'platform'> = process,
): string {
  if (isPackaged) return join(resourcesPath, 'node', platform === 'win32' ? 'node.exe' : 'node');
  return process.env[NODE_VARIABLE] ?? 'node';
}

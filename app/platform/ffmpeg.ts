// Finds FFmpeg, the program that decodes videos: named by KINDRED_FFMPEG, or on the system's search path; it may be missing.

import { execFile } from 'node:child_process';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';

export interface Ffmpeg {
  /** Its whole path. */
  program: string;
  /** 5.1.9, 7.1; of a build between two releases, what it calls itself. */
  version: string;
}

/** A cold disk and a virus scanner, and more: it prints a line and ends. */
const FFMPEG_START_MS = 20_000;

/**
 * A name on the search path is looked for here, as Windows would also look into the folder in which Kindred was started.
 * @param named a whole path; undefined or empty: none was named
 * @returns null: there is none, or what was named is something else
 */
export async function findFfmpeg(named = process.env['KINDRED_FFMPEG']): Promise<Ffmpeg | null> {
  if (named) return isAbsolute(named) ? ask(named) : null;
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const folder of folders) {
    const found = await ask(join(folder, name));
    if (found) return found;
  }
  return null;
}

async function ask(program: string): Promise<Ffmpeg | null> {
  try {
    const { stdout } = await promisify(execFile)(program, ['-hide_banner', '-version'], {
      timeout: FFMPEG_START_MS,
      windowsHide: true,
    });
    const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1];
    return version === undefined ? null : { program, version };
  } catch {
    return null; // not there, not executable, or no program for this machine: as good as none
  }
}

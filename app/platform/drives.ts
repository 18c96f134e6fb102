// The drives of a Windows machine: its file system has no one top from which all of them are reached.

import { existsSync } from 'node:fs';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** @returns `C:\`, `D:\` …, those that hold a medium; none where every folder is below `/` */
export function drives(): string[] {
  if (process.platform !== 'win32') return [];
  return LETTERS.map((letter) => `${letter}:\\`).filter((root) => existsSync(root));
}

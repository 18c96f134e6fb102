// The engine's diary: one line of JSON an event, to standard error or to a file in the library's log folder.

import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type Level = 'debug' | 'info' | 'warn' | 'error';
export type Log = (level: Level, event: string, details?: Record<string, unknown>) => void;

const MOST_LOG_BYTES = 5_000_000; // one file and its predecessor: at most 10 MB of diary

/** Writes to `kindred.log` in the folder; a full or read-only disk silences the diary, never the engine. */
export function fileLog(folder: string): Log {
  const file = join(folder, 'kindred.log');
  mkdirSync(folder, { recursive: true });
  return (level, event, details) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_LOG_BYTES) renameSync(file, `${file}.1`);
      appendFileSync(file, `${lineOf(level, event, details)}\n`);
    } catch (cause) {
      process.stderr.write(`${lineOf('warn', 'log.unwritable', { cause, unwritten: event })}\n`);
    }
  };
}

export const silentLog: Log = () => undefined;

/** Beside those that JSON escapes by itself: what a terminal obeys, and what turns text round, as a file's name may hold. */
const TERMINAL_COMMANDS = /[\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

function lineOf(level: Level, event: string, details: Record<string, unknown> = {}): string {
  const text = JSON.stringify({ at: new Date().toISOString(), level, event, ...details }, (_key, value: unknown) =>
    value instanceof Error ? { message: value.message, stack: value.stack, cause: value.cause } : value,
  );
  return text.replace(TERMINAL_COMMANDS, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

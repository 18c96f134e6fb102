// The two kinds of error: one that a person can act on, and everything else, which is a bug.

import { asWritten, type Sentence, sentence } from './sentences/sentence.ts';

export type ErrorCode =
  | 'badRequest' // the call itself is malformed
  | 'refused' // the caller may not do this
  | 'notFound' // the thing is not, or no longer, there
  | 'conflict' // it contradicts something that the user said before
  | 'folder' // a folder cannot be used
  | 'photo' // a photo cannot be read
  | 'library' // the library cannot be opened or written
  | 'vision' // the process that finds faces failed
  | 'model' // a model cannot be had, or its file is not what it should be
  | 'busy' // too much was asked at once
  | 'internal'; // a bug

/** An error that a person can act on: one calm sentence says what to do. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly sentence: Sentence;
  /** @param said a text only where no screen shows it: for the command line, or the author of a program that calls */
  constructor(code: ErrorCode, said: Sentence | string, options?: ErrorOptions) {
    const spoken = typeof said === 'string' ? asWritten(said) : said;
    super(spoken.text, options);
    this.code = code;
    this.sentence = spoken;
  }
}

/** What is the matter with the disk under the library, and what to do about it. */
export interface Trouble {
  message: Sentence;
  hint: Sentence;
}

/** @returns nothing when the error is of another kind */
export function troubleOf(error: unknown): Trouble | undefined {
  const code = codeOf(error) ?? '';
  if (['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(code)) {
    return { message: sentence('diskFull'), hint: sentence('diskFullHint') };
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') {
    return { message: sentence('readOnly'), hint: sentence('readOnlyHint') };
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { message: sentence('inUse'), hint: sentence('inUseHint') };
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return { message: sentence('diskError'), hint: sentence('diskErrorHint') };
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return { message: sentence('damaged'), hint: sentence('damagedHint') };
  }
  return undefined;
}

/** What a caller may see of any error: an AppError as it is, a bug as one sentence (its cause belongs in the log). */
export function toReport(error: unknown): { code: ErrorCode; sentence: Sentence } {
  if (error instanceof AppError) return { code: error.code, sentence: error.sentence };
  const trouble = troubleOf(error);
  if (trouble) {
    return { code: 'library', sentence: sentence('nothingSaved', { trouble: trouble.message, hint: trouble.hint }) };
  }
  return { code: 'internal', sentence: sentence('bug') };
}

/** What a terminal shows of anything that was thrown: words where a person can act on it, all that tells of a bug where it is one. */
export function reportOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const trouble = troubleOf(error);
  if (trouble) return trouble.message.text; // its hint is for who goes on running
  if (!(error instanceof Error)) return String(error);
  return 'syscall' in error ? error.message : (error.stack ?? error.message); // the system names the file and what is wrong with it
}

/** What anything that was thrown says, for the screen. */
export function sentenceOf(error: unknown): Sentence {
  return error instanceof AppError ? error.sentence : asWritten(messageOf(error));
}

/** The message of anything that was thrown, for logs and for reasons shown beside a file. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether the system gave this error one of these codes. */
export function hasCode(error: unknown, codes: readonly string[]): boolean {
  const code = codeOf(error);
  return code !== undefined && codes.includes(code);
}

/** The system's code of an error (ENOENT, SQLITE_FULL, …), if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

// The two kinds of error: one that a person can act on, and everything else, which is a bug.

export type ErrorCode =
  | 'badRequest' // the call itself is malformed
  | 'refused' // the caller may not do this
  | 'notFound' // the thing is not, or no longer, there
  | 'conflict' // it contradicts something that the user said before
  | 'folder' // a folder cannot be used
  | 'photo' // a photo cannot be read
  | 'library' // the library cannot be opened or written
  | 'vision' // the process that finds faces failed
  | 'model' // a network cannot be had, or its file is not what it should be
  | 'busy' // too much was asked at once
  | 'internal'; // a bug

/** An error that a person can act on: the message is one calm sentence that says what to do. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What is the matter with the disk under the library, and what to do about it. */
export interface Trouble {
  message: string;
  hint: string;
}

/** @returns nothing when the error is of another kind */
export function troubleOf(error: unknown): Trouble | undefined {
  const code = codeOf(error) ?? '';
  if (['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(code)) {
    return { message: 'The disk is full.', hint: 'Free some space; Kindred goes on by itself.' };
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') {
    return { message: 'The library cannot be written to.', hint: 'Check the permissions of its folder and its disk.' };
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { message: 'Another program is using the library.', hint: 'Kindred goes on as soon as it is free.' };
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return {
      message: 'The disk of the library reports an error.',
      hint: 'Check the disk; Kindred tries again by itself.',
    };
  }
  if (code === 'SQLITE_CORRUPT')
    return { message: 'The library is damaged.', hint: 'Restore a backup in the settings.' };
  return undefined;
}

/** What a caller may see of any error: an AppError as it is, a bug as one sentence (its cause belongs in the log). */
export function toReport(error: unknown): { code: ErrorCode; message: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  const trouble = troubleOf(error);
  if (trouble) return { code: 'library', message: `${trouble.message} Nothing was saved. ${trouble.hint}` };
  return { code: 'internal', message: 'Something went wrong inside Kindred. The log has the details.' };
}

/** The message of anything that was thrown, for logs and for reasons shown beside a file. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's code of an error (ENOENT, SQLITE_FULL, …), if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

// Holds what stands on an open database, and closes and opens it again while calls wait: for a backup, or another model.

import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';

/** @param openAgain may fail: what is asked for next tries it again */
export function holdOpen<Parts extends { close(): Promise<void> }>(openAgain: () => Parts) {
  let parts: Parts | undefined;
  let reopening: Promise<unknown> | undefined;

  return {
    hold(first: Parts): void {
      parts = first;
    },

    /** Undefined while nothing holds the database: before the start, while it is reopened, and after that has failed. */
    now: (): Parts | undefined => parts,

    /** Tries once more when it could not be opened again. @throws AppError `library` */
    get(): Parts {
      if (parts === undefined && reopening !== undefined) throw new AppError('library', sentence('libraryReopening'));
      return parts ?? open();
    },

    /** Resolves when a reopening has ended, well or not: its caller is told. Undefined: none is under way. */
    underWay: (): Promise<unknown> | undefined => reopening?.catch(() => undefined),

    /**
     * @param meanwhile what is to be done while nothing holds the database
     * @throws what `meanwhile` throws; AppError `library` when it cannot be opened again
     */
    async reopen<Result>(meanwhile: () => Promise<Result>): Promise<Result> {
      const working = closeAndOpen(meanwhile);
      reopening = working;
      try {
        return await working;
      } finally {
        reopening = undefined;
      }
    },
  };

  function open(): Parts {
    parts = openAgain();
    return parts;
  }

  async function closeAndOpen<Result>(meanwhile: () => Promise<Result>): Promise<Result> {
    const closing = parts;
    parts = undefined;
    await closing?.close();
    try {
      return await meanwhile();
    } finally {
      open();
    }
  }
}

// What becomes of a file that could not be read: gone, still being copied, tried again after growing pauses, or set aside.

import { AppError, messageOf, type Trouble, troubleOf } from '../errors.ts';
import type { Log } from '../platform/log.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Store, WaitingFile } from '../store/index.ts';
import { stackPlaces } from './stacking.ts';
import { noteGone, refreshPhoto } from './reconcile.ts';
import { seenFile } from './walk.ts';
import { isAway, fileExistence } from './file-existence.ts';

/** 5 s, 20 s, 80 s, 5 min, 21 min: then only when the user says so, or the file changes. */
const FIRST_RETRY_PAUSE_MS = 5_000;
const RETRY_PAUSE_FACTOR = 4;
const MOST_ATTEMPTS = 5;
/** A file that changed while it was read is probably still being copied. */
const COPYING_MS = 1_500;
/** Its folder cannot be reached, which the next scan will say. */
const FOLDER_AWAY_MS = 30_000;

/** After this one it is tried again only when the user says so, or the file changes. */
export function isLastAttempt({ attempts }: Pick<WaitingFile, 'attempts'>): boolean {
  return attempts + 1 >= MOST_ATTEMPTS;
}

/** @param file with the attempts before this one, which failed. @returns milliseconds; null: this was the last attempt */
export function retryPause(file: Pick<WaitingFile, 'attempts'>): number | null {
  return isLastAttempt(file) ? null : FIRST_RETRY_PAUSE_MS * RETRY_PAUSE_FACTOR ** file.attempts;
}

/** A moment in so many milliseconds, as the store writes it. */
export function later(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}

export function makeQuarantine(store: Store, log: Log, bounds: PhotoBounds) {
  return {
    /** @returns the photos that changed, or what keeps any photo from being read */
    async setAside(
      file: WaitingFile,
      error: unknown,
      isClosed: () => boolean,
    ): Promise<{ photos: number[]; trouble?: Trouble }> {
      const trouble = troubleOf(error) ?? visionTrouble(error);
      if (trouble) return { photos: [], trouble };
      if (await isAway(file.root)) {
        if (!isClosed()) store.files.see(file.folder, file, stackPlaces(store)(file.path), later(FOLDER_AWAY_MS)); // it waits for its drive to come back
        return { photos: [] };
      }
      const now = await seenFile(file.root, file.file, bounds);
      if (isClosed()) return { photos: [] };
      if (now && (now.size !== file.size || now.modified !== file.modified)) {
        store.files.see(file.folder, now, stackPlaces(store)(now.path), later(COPYING_MS));
        return { photos: [] };
      }
      if (!now && (await fileExistence(file.root, file.path)).state === 'gone' && !isClosed()) {
        const photo = noteGone(store, file.id);
        return { photos: photo === null ? [] : [photo] };
      }
      return isClosed() ? { photos: [] } : { photos: fail(file, error) };
    },
  };

  function fail(file: WaitingFile, error: unknown): number[] {
    const isForGood = error instanceof AppError && error.code === 'photo';
    const pause = isForGood ? null : retryPause(file);
    const reason = error instanceof AppError ? error.sentence : sentence('photoUnread', { reason: messageOf(error) });
    log('warn', 'photo.setAside', { path: file.file, reason: reason.text, attempts: file.attempts + 1, error });
    const photo = store.transaction(() => {
      const held = store.files.fail(file, reason, pause === null ? null : later(pause));
      if (held !== null) refreshPhoto(store, held);
      return held;
    });
    return photo === null ? [] : [photo];
  }
}

/** No photo is to blame when the process that reads them does not even start. */
function visionTrouble(error: unknown): Trouble | undefined {
  if (!(error instanceof AppError) || error.code !== 'vision') return undefined;
  return { message: error.sentence, hint: sentence('triesAgainSafely') };
}

// What a trial asks of a library when the fault is over: is it whole, and is everything there that was acknowledged?

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { checkLibrary } from '../../app/library/check.ts';
import { type Library, openLibrary } from '../../app/core.ts';
import { silentLog } from '../../app/platform/log.ts';
import { openStoreReadOnly } from '../../app/store/index.ts';
import { hashOf } from '../file-hash.ts';
import { must } from './trial.ts';

/** One thing that the user said, and the engine said yes to. */
export interface Acknowledged {
  id: number;
  sentence: string;
}

/** Database, derived columns, cached pictures, and no face twice on a photo; in a video one place has many faces in turn. */
export async function mustBeWhole(library: string): Promise<void> {
  const store = openStoreReadOnly(library);
  const wrong = (await checkLibrary(store, library)).filter(({ isFine }) => !isFine);
  store.close();
  must(
    wrong.length === 0,
    `The check is not clean: ${wrong.map(({ what, detail }) => `${what}: ${detail}`).join('; ')}`,
  );
  const twice = rows<{ photo: number }>(
    library,
    `SELECT a.photo FROM face AS a JOIN face AS b ON a.photo = b.photo AND a.id < b.id AND a.gone = 0 AND b.gone = 0
     WHERE NOT EXISTS (SELECT 1 FROM moment WHERE moment.face = a.id) AND max(0, min(a.x + a.w, b.x + b.w) - max(a.x, b.x)) * max(0, min(a.y + a.h, b.y + b.h) - max(a.y, b.y))
       > 0.5 * a.w * a.h`,
  );
  must(twice.length === 0, `A face is there twice on photo ${twice[0]?.photo}.`);
}

export function mustRemember(library: string, said: readonly Acknowledged[]): void {
  const kept = new Map(
    rows<Acknowledged>(library, 'SELECT id, sentence FROM action').map(({ id, sentence }) => [id, sentence]),
  );
  for (const { id, sentence } of said) must(kept.get(id) === sentence, `Lost what was said: “${sentence}” (${id}).`);
}

export function rows<Row>(library: string, sql: string): Row[] {
  const database = new SQLite(join(library, 'library.db'), { readonly: true });
  try {
    return database.prepare(sql).all() as Row[]; // the query says what it selects
  } finally {
    database.close();
  }
}

/** Runs a library until nothing waits: from then on there are people to talk about. */
export async function complete(library: string, photos: string): Promise<Library> {
  const opened = await openLibrary({ folder: library, log: silentLog, watch: false });
  await opened.engine['work.resume']({});
  await opened.engine['folders.add']({ path: photos });
  await opened.engine['folders.rescan']({});
  await opened.whenIdle();
  return opened;
}

/** Ends what the fault left undone: every photo is read, all is there that was acknowledged, and no original was touched. */
export async function mustEndComplete(
  library: string,
  photos: string,
  originals: ReadonlyMap<string, string>,
  said: readonly Acknowledged[],
): Promise<void> {
  const opened = await complete(library, photos);
  const { photos: counts } = await opened.engine['library.status']({});
  await opened.close();
  must(
    counts.done === originals.size && counts.waiting === 0 && counts.failed === 0,
    `${counts.done} of ${originals.size} photos were read; ${counts.waiting} wait, ${counts.failed} failed.`,
  );
  await mustBeWhole(library);
  mustRemember(library, said);
  mustBeUntouched(originals, photos);
}

/** Every file below a folder: by path, the hash of its bytes and its times (but for the time of the last reading). */
export function fingerprints(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path, fingerprint(path)]));
}

export function fingerprint(path: string): string {
  const { mtimeMs, ctimeMs, birthtimeMs, mode, size } = statSync(path);
  return [hashOf(path), mtimeMs, ctimeMs, birthtimeMs, mode, size].join(' ');
}

export function mustBeUntouched(before: ReadonlyMap<string, string>, folder: string): void {
  const now = fingerprints(folder);
  for (const [path, print] of before) must(now.get(path) === print, `${path} is not as it was.`);
  must(now.size === before.size, 'There are more files than before.');
}

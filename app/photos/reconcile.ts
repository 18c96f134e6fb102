// Brings the file rows of a folder in line with what lies on the disk: the truth at start, on demand and after changes.

import { join, relative, sep } from 'node:path';
import { AppError, codeOf } from '../errors.ts';
import { isReachable } from '../platform/reachable.ts';
import type { SentenceId } from '../sentences/sentence.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import type { FolderRecord, KnownFile, SeenFile, StackPlace, Store } from '../store/index.ts';
import { type FoundPath, walk } from './walk.ts';
import { isStacked, type stackOf, stackPlaces } from './stacking.ts';
import { foldName } from './names.ts';
import { numberOf, fileExistence } from './file-existence.ts';

const FILES_PER_TRANSACTION = 500;
/** Rows read at a time: about ten milliseconds. */
const ROWS_READ_AT_ONCE = 2000;
/** Sorts behind every path. */
const BEHIND_EVERY_PATH = '\u{10FFFF}';
/** Its permissions are mended without a trace in its size or its time. */
const FORBIDDEN_SENTENCE: SentenceId = 'photoForbidden';

export interface Reconciliation {
  /** `away` when the folder cannot be reached: then nothing in it counts as missing. */
  state: 'ready' | 'away';
  leadsOut: boolean;
  /** Not all is as it was known. */
  hasNews: boolean;
}

export interface ReconcileOptions {
  store: Store;
  folder: FolderRecord;
  isExcluded: (path: string) => boolean;
  bounds: PhotoBounds;
  /** Only this folder below it, as a path relative to it. Default: all of it. */
  under?: string;
  onProgress(): void;
  onGone(photos: number[]): void;
  /** Ends it between two files, with its reason: what was not looked at stays as it was known. */
  signal: AbortSignal;
}

/** New and changed files wait to be analysed; files that are gone are missing, and what was said of them stays. */
export async function reconcile(options: ReconcileOptions): Promise<Reconciliation> {
  const { store, folder, isExcluded, bounds, under = '', onProgress, signal } = options;
  const place = await numberOf(folder.path);
  const newest = store.files.newestIn(folder.id); // rows that others add while this walks are left to them
  const placeInStack = stackPlaces(store);
  const isApart = store.settings.get('filesApart');
  const seen = new Set<number>();
  const moved: MovedInStack[] = [];
  const fresh = new Map<string, string>(); // by folded path: the other name of a file that seems to be gone
  const walking = walk(folder.path, join(folder.path, under), isExcluded, bounds, signal);
  const away: Reconciliation = { state: 'away', leadsOut: false, hasNews: true };
  let batch: FoundPath[] = [];
  let hasNews = false;
  const flush = () => {
    const writing = batch;
    batch = [];
    hasNews = true;
    store.transaction(() => writing.forEach((found) => note(store, folder, found, placeInStack)));
    onProgress();
  };
  try {
    for await (const found of walking.found) {
      const path = found.kind === 'file' ? found.file.path : relative(folder.path, found.path);
      const before = store.files.find(folder.id, path);
      if (before) seen.add(before.id);
      else fresh.set(foldName(path), path);
      if (!before || (found.kind === 'file' ? await isNews(folder, before, found.file) : before.state !== 'failed')) {
        batch.push(found);
      } else if (found.kind === 'file' && (before.stack !== null) !== isStacked(path, isApart)) {
        moved.push({ id: before.id, place: placeInStack(path) });
      }
      if (batch.length >= FILES_PER_TRANSACTION) flush();
    }
    if (batch.length > 0) flush();
    await moveInStacks(store, moved, signal);
  } catch (error) {
    if (!isOfDisk(error)) throw error;
    if (batch.length > 0) flush();
    // A subfolder that went is no news about the folder: its files are asked about one by one.
    if (under === '') return away;
  }
  if (under === '' && newest > 0 && walking.isEmpty()) return away;
  // A drive that was pulled out in the middle of the walk looks like one whose files were deleted.
  const isStillThere = async () => place !== undefined && (await numberOf(folder.path)) === place;
  const unseen = await unseenBelow(options, seen, newest);
  const isTrue = await markMissing(options, unseen, fresh, isStillThere);
  if (!isTrue) return away;
  if (under === '') store.folders.skip(folder.id, walking.skipped());
  hasNews ||= moved.length > 0 || unseen.length > 0;
  return { state: 'ready', leadsOut: walking.leadsOut(), hasNews };
}

/** One file as the watcher saw it. @returns whether anything is to be done about it */
export async function noteSeen(store: Store, folder: FolderRecord, file: SeenFile): Promise<boolean> {
  const before = store.files.find(folder.id, file.path);
  if (before && !(await isNews(folder, before, file))) return false;
  store.files.see(folder.id, file, stackPlaces(store)(file.path));
  return true;
}

/** Did a file change, or may it be read now that might not be read before? */
async function isNews(folder: FolderRecord, before: KnownFile, now: SeenFile): Promise<boolean> {
  if (isChanged(before, now)) return true;
  const wasForbidden = before.state === 'failed' && before.reason === FORBIDDEN_SENTENCE;
  return wasForbidden && isReachable(join(folder.path, now.path));
}

/** @returns the photo that the file held */
export function noteGone(store: Store, file: number, isExcluded = false): number | null {
  return store.transaction(() => {
    const photo = store.files.miss(file, new Date().toISOString(), isExcluded);
    if (photo === null) return null;
    store.stacks.wakeBehind(photo);
    refreshPhoto(store, photo);
    return photo;
  });
}

/** After a photo's files changed: can it be reached, and what does that mean for the people on it? */
export function refreshPhoto(store: Store, photo: number): void {
  store.photos.refreshExistence(photo);
  store.people.refresh(store.people.ofPhoto(photo));
}

function note(store: Store, folder: FolderRecord, found: FoundPath, placeInStack: typeof stackOf): void {
  if (found.kind === 'file') store.files.see(folder.id, found.file, placeInStack(found.file.path));
  else store.files.refuse(folder.id, relative(folder.path, found.path), found.reason);
}

/** A known file whose place in a stack is another one than before: by an earlier version, or another setting. */
interface MovedInStack {
  id: number;
  place: StackPlace | null;
}

/** First all of them are placed, as the one that stands for a stack may have been met last. */
async function moveInStacks(store: Store, moved: readonly MovedInStack[], signal: AbortSignal): Promise<void> {
  for (const step of [
    ({ id, place }: MovedInStack) => store.stacks.place(id, place),
    ({ id }: MovedInStack) => store.stacks.join(id),
  ]) {
    for (let from = 0; from < moved.length; from += FILES_PER_TRANSACTION) {
      signal.throwIfAborted();
      store.transaction(() => moved.slice(from, from + FILES_PER_TRANSACTION).forEach(step));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/**
 * Which files were not met: read in pages when the walk is over, as a hundred thousand rows in memory would be too many,
 * and reading them at once would hold up all other work.
 */
async function unseenBelow(
  { store, folder, under = '', signal }: ReconcileOptions,
  seen: ReadonlySet<number>,
  newest: number,
): Promise<KnownFile[]> {
  const isUnseen = ({ id, state }: KnownFile) => state !== 'missing' && id <= newest && !seen.has(id);
  const unseen: KnownFile[] = [];
  const itself = under === '' ? undefined : store.files.find(folder.id, under);
  if (itself && isUnseen(itself)) unseen.push(itself);
  const end = under === '' ? BEHIND_EVERY_PATH : `${under}${sep}${BEHIND_EVERY_PATH}`;
  let after = under === '' ? '' : `${under}${sep}`;
  for (;;) {
    signal.throwIfAborted();
    const page = store.files.knownBetween(folder.id, after, end, ROWS_READ_AT_ONCE);
    unseen.push(...page.filter(isUnseen));
    const last = page.at(-1);
    if (!last || page.length < ROWS_READ_AT_ONCE) return unseen;
    after = last.path;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Is what was known of a file not true any more? */
export function isChanged(before: KnownFile, now: SeenFile): boolean {
  return (
    before.state === 'missing' ||
    before.size !== now.size ||
    before.modified !== now.modified ||
    before.sidecar !== now.sidecar
  );
}

/**
 * Asked once more, each by itself: a subfolder that may not be read is no proof that its files are gone.
 * @returns false when the folder itself went meanwhile: then nothing is
 */
async function markMissing(
  { store, folder, isExcluded, onGone, signal }: ReconcileOptions,
  unseen: KnownFile[],
  fresh: ReadonlyMap<string, string>,
  isStillThere: () => Promise<boolean>,
): Promise<boolean> {
  const going: { id: number; isExcluded: boolean }[] = [];
  const flush = async () => {
    if (!(await isStillThere())) return false;
    const leaving = going.splice(0);
    const photos = store.transaction(() => leaving.flatMap((file) => noteGone(store, file.id, file.isExcluded) ?? []));
    onGone(photos);
    return true;
  };
  for (const file of unseen) {
    signal.throwIfAborted();
    const found = await fileExistence(folder.path, file.path);
    if (found.state === 'closed') continue;
    const isThere = found.state === 'there' && !(await isRenamed(file, found.number));
    const isLeftOut = isThere && isExcluded(join(folder.path, file.path));
    if (!isThere || isLeftOut || isRefused(file)) going.push({ id: file.id, isExcluded: isLeftOut });
    if (going.length >= FILES_PER_TRANSACTION && !(await flush())) return false;
  }
  return going.length === 0 || flush();

  /** Where capital letters or accents do not tell names apart, the old name still leads to the renamed file. */
  async function isRenamed({ path }: KnownFile, number: string): Promise<boolean> {
    const other = fresh.get(foldName(path));
    if (other === undefined) return false;
    const found = await fileExistence(folder.path, other);
    return found.state === 'there' && found.number === number;
  }
}

/** Met again it would be refused again: a folder that may be read now, a video that has got its picture beside it. */
function isRefused({ state, size, modified }: KnownFile): boolean {
  return state === 'failed' && size === 0 && modified === 0;
}

function isOfDisk(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && !code.startsWith('SQLITE') && !(error instanceof AppError);
}

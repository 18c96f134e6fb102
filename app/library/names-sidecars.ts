// Writes what is said of one photo into the .xmp files beside it, and takes it out again; never the photo.

import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError, hasCode } from '../errors.ts';
import { type NamedFace, saidNames, saidProperties, type SetByHand } from '../names/said-names.ts';
import { isSilent, mergedNames, sidecarSaying, WrittenNames } from '../names/sidecar-names.ts';
import { xmpTextOf } from '../names/xmp-document.ts';
import { isUnread, type MetadataReader } from '../photos/exiftool.ts';
import { foldName } from '../photos/names.ts';
import { sidecarHash } from '../photos/own-properties.ts';
import { orientationIn } from '../photos/photo-facts.ts';
import { noteSeen } from '../photos/reconcile.ts';
import { withSidecar } from '../photos/sidecar-write.ts';
import { seenFile } from '../photos/walk.ts';
import { type PhotoBounds, realPathOf } from '../platform/photo-bounds.ts';
import { descriptorPath, openPlainFile } from '../platform/plain-file.ts';
import { sentence } from '../sentences/sentence.ts';
import type { OrphanPlace, SidecarPlace, Store } from '../store/index.ts';
import { combined, type Orientation, type Size } from '../vision/orientation.ts';

export interface NamesSidecarsOptions {
  store: Store;
  metadata: MetadataReader;
  bounds: PhotoBounds;
  /** A file was met that changed since it was read, and waits now. */
  onWaiting(): void;
}

/** What a photo's sidecars are to say. */
export interface SaidOfPhoto {
  /** Upright, in pixels. */
  size: Size;
  faces: readonly NamedFace[];
  byHand: SetByHand;
}

export function openNamesSidecars({ store, metadata, bounds, onWaiting }: NamesSidecarsOptions) {
  return { write: writePlace, takeFrom };

  /** @returns false: the file is to be read first, and then is due again */
  async function writePlace(photo: number, place: SidecarPlace, { size, faces, byHand }: SaidOfPhoto) {
    const isWanted = place.isWanted && !isSilent(faces, saidProperties(byHand));
    // One that was moved along with its photo may hold what is not wanted any more.
    const isOwn = place.content !== null || store.writtenNames.isElsewhere(photo, place.file);
    if (!isWanted && !isOwn) return true;
    if (!place.isRead) return false;
    const file = await openPlainFile(place.path);
    try {
      const { identity } = file;
      const now = await seenFile(place.root, place.path, bounds);
      const isKnown = identity.size === place.size && identity.modified === place.modified;
      if (!isKnown || now?.sidecar !== place.sidecar) return await waitFor(place);
      if (!bounds.hold(await realPathOf(file, place.path))) return true;
      const orientation =
        !isWanted || faces.length === 0 ? 1 : await orientationOf(photo, place.path, descriptorPath(file));
      if (orientation === undefined) return false;
      const { mode } = await file.handle.stat();
      return await writeBeside(photo, place, mode, isWanted ? saidNames(size, orientation, faces, byHand) : null);
    } finally {
      await file.handle.close();
    }
  }

  /** Takes out what Kindred wrote beside a photo that is missing, left out or damaged. @returns true */
  async function takeFrom(place: SidecarPlace): Promise<boolean> {
    const { file, path, isGone, content, sidecar: version } = place;
    if (content === null) return true;
    const [sidecar] = await sidecarsAt([{ path, isGone }]);
    if (sidecar === undefined) return true; // it went with its photo, or the photo is back
    await withSidecar({ photo: path, rights: 0o600, bounds }, async ({ before, write }) => {
      const text = before && xmpTextOf(before);
      const next = sidecarSaying(text, WrittenNames.parse(JSON.parse(content)), null);
      if (next.text !== text) await write(next.text === null ? null : Buffer.from(next.text));
      store.transaction(() => store.writtenNames.keep(file, null, '', version, version));
    });
    return true;
  }

  /** @returns undefined where this machine cannot run ExifTool, which the screen says */
  async function orientationOf(
    photo: number,
    path: string,
    opened: string | undefined,
  ): Promise<Orientation | undefined> {
    const reading = await metadata.readPhoto(path, opened, 'people');
    if (reading && isUnread(reading)) throw new AppError('busy', sentence('sidecarFrameUnknown'));
    return reading && combined(orientationIn(reading.tags), store.metadata.turnOf(photo));
  }

  /**
   * 1. What Kindred is about to write is noted beside what it wrote before: after a crash either may stand there.
   * 2. It is written. 3. What stands there now is noted, and the sidecar's new version, so that it is not read as news.
   */
  async function writeBeside(
    photo: number,
    place: SidecarPlace,
    rights: number,
    said: ReturnType<typeof saidNames> | null,
  ) {
    const { file, path, root, sidecar: version } = place;
    await withSidecar({ photo: path, rights, bounds }, async ({ before, write }) => {
      const kept =
        place.content ?? (before && store.writtenNames.ofMoved(photo, file, sidecarHash(before))?.content) ?? null;
      const written = kept === null ? null : WrittenNames.parse(JSON.parse(kept));
      const text = before && xmpTextOf(before);
      const next = sidecarSaying(text, written, said);
      if (next.text !== text) {
        const bytes = next.text === null ? null : Buffer.from(next.text);
        const either = mergedNames(written, next.written);
        store.writtenNames.keep(file, either && JSON.stringify(either), sidecarHash(before), version, version);
        await write(bytes).catch((error: unknown) => {
          note(written, sidecarHash(before), version); // all is as it was
          throw error;
        });
        const now = await seenFile(root, path, bounds);
        note(next.written, sidecarHash(bytes), now?.sidecar ?? null);
      } else note(next.written, sidecarHash(before), version);
    });
    return true;

    function note(content: WrittenNames | null, hash: string, now: string | null): void {
      store.transaction(() => store.writtenNames.keep(file, content && JSON.stringify(content), hash, version, now));
    }
  }

  /** It changed since it was read: that is noted, as a scan would. */
  async function waitFor({ folder: id, root, path }: SidecarPlace): Promise<boolean> {
    const [folder, now] = [store.folders.get(id), await seenFile(root, path, bounds)];
    if (folder && now && (await noteSeen(store, folder, now))) onWaiting();
    return false;
  }
}

/** @returns the paths of the sidecars IMG.jpg.xmp that lie there, except where a photo that was missing is back */
export async function sidecarsAt(places: readonly Pick<OrphanPlace, 'path' | 'isGone'>[]): Promise<string[]> {
  const found: string[] = [];
  const listed = new Map<string, { names: ReadonlySet<string>; folded: ReadonlySet<string> }>();
  for (const { path, isGone } of places) {
    const [folder, name] = [dirname(path), basename(path)];
    let there = listed.get(folder);
    if (!there) {
      const names = await namesIn(folder);
      listed.set(folder, (there = { names: new Set(names), folded: new Set(names.map(foldName)) }));
    }
    const { names, folded } = there;
    const sidecar = [`${name}.xmp`, `${name}.XMP`].find((each) => names.has(each));
    if (sidecar !== undefined && !(isGone && folded.has(foldName(name)))) found.push(join(folder, sidecar));
  }
  return found;
}

/** A folder that is gone has none. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'])) return [];
    throw error;
  }
}

// The sidecars that go with a photo which is taken along: what stands beside it, with the names of today put in. Nothing is written there.

import { saidNames, saidProperties } from '../names/said-names.ts';
import { isSilent, OtherFrameError, sidecarSaying, WrittenNames } from '../names/sidecar-names.ts';
import { XmpError, xmpTextOf } from '../names/xmp-document.ts';
import { isUnread, type MetadataReader } from '../photos/exiftool.ts';
import { orientationIn } from '../photos/photo-facts.ts';
import { sidecarNames } from '../photos/names.ts';
import { sidecarHash } from '../photos/own-properties.ts';
import { readSidecar } from '../photos/sidecar.ts';
import { MOST_CHANGED_SIDECAR_BYTES } from '../photos/sidecar-write.ts';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import type { Store } from '../store/index.ts';
import { combined } from '../vision/orientation.ts';
import { basename, dirname, join } from 'node:path';

/** null: there is none, and nothing to say in one. */
export interface SidecarsToTake {
  /** IMG_1.jpg.xmp */
  full: Uint8Array | null;
  /** IMG_1.xmp, byte for byte. */
  short: Uint8Array | null;
  /** Names could not be put into it: another program's file that is damaged, or of a picture of another shape. */
  lacksNames: boolean;
}

export type FindSidecars = (photo: number, file: string) => Promise<SidecarsToTake>;

interface SidecarsToTakeOptions {
  store: Store;
  metadata: MetadataReader;
  bounds: PhotoBounds;
}

export function findSidecars({ store, metadata, bounds }: SidecarsToTakeOptions): FindSidecars {
  async function read(path: string): Promise<Uint8Array | null> {
    const file = await readSidecar(path, bounds);
    return file.kind === 'bytes' ? file.bytes : null;
  }

  /** As it is, where it cannot be understood, or ExifTool cannot be run or gives the photo up. */
  async function withNames(
    photo: number,
    file: string,
    before: Uint8Array | null,
  ): Promise<Pick<SidecarsToTake, 'full' | 'lacksNames'>> {
    const asItIs = { full: before, lacksNames: true };
    const [shown, faces] = [store.photos.get(photo), store.writtenNames.namedFaces(photo)];
    const byHand = shown && store.writtenNames.byHand(photo);
    if (!byHand || isSilent(faces, saidProperties(byHand))) return { full: before, lacksNames: false };
    if (before && before.length > MOST_CHANGED_SIDECAR_BYTES) return asItIs;
    const reading = await metadata.readPhoto(file, undefined, 'people');
    if (!reading || isUnread(reading)) return asItIs;
    const kept = before && store.writtenNames.ofMoved(photo, 0, sidecarHash(before));
    try {
      const written = kept ? WrittenNames.parse(JSON.parse(kept.content)) : null;
      const orientation = combined(orientationIn(reading.tags), store.metadata.turnOf(photo));
      const said = saidNames(shown, orientation, faces, byHand);
      const { text } = sidecarSaying(before && xmpTextOf(before), written, said);
      return { full: text === null ? null : Buffer.from(text), lacksNames: false };
    } catch (error) {
      if (error instanceof XmpError || error instanceof OtherFrameError) return asItIs;
      throw error;
    }
  }

  return async (photo, file) => {
    const [full, short] = sidecarNames(basename(file)).map((name) => join(dirname(file), name));
    if (full === undefined || short === undefined) return { full: null, short: null, lacksNames: false };
    const before = (await read(full)) ?? (await read(`${file}.XMP`));
    return {
      ...(await withNames(photo, file, before)),
      short: full === short ? null : ((await read(short)) ?? (await read(short.replace(/xmp$/, 'XMP')))),
    };
  };
}

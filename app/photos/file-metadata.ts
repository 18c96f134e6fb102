// What one file says of its photo: read from it and from the sidecar beside it, weighed, and stored with the photo.

import { basename, dirname, join } from 'node:path';
import type { PhotoBounds } from '../platform/photo-bounds.ts';
import { sentence } from '../sentences/sentence.ts';
import type { PhotoMetadata, Store } from '../store/index.ts';
import type { MetadataReader } from './exiftool.ts';
import { type Facts, factsOf, factsOfSidecar, METADATA_VERSION, NO_FACTS, parseFacts, weigh } from './metadata.ts';
import { readSidecar } from './sidecar.ts';

export interface FileMetadata {
  /** Weighed. */
  metadata: PhotoMetadata;
  inFile: Facts;
  beside: Facts | null;
  /** False: this machine could not read it, and what was read of the photo before stands. */
  isRead: boolean;
}

interface DescribedFile {
  id: number;
  /** The whole path. */
  file: string;
  modified: number;
  /** What tells one version of the sidecar from another; null: it has none. */
  sidecar: string | null;
}

/**
 * Never fails for what a file holds: then the photo is shown without.
 * @param known the photo whose content the file has; what was read of it by the rules of today is not read again
 */
export async function readMetadata(
  store: Store,
  reader: MetadataReader,
  { file, modified, sidecar }: DescribedFile,
  known: number | undefined,
  bounds: PhotoBounds,
): Promise<FileMetadata> {
  const kept = known === undefined ? undefined : parseFacts(store.metadata.embedded(known, METADATA_VERSION));
  const inFile = kept ?? (await factsInPhoto(reader, file));
  const beside = sidecar === null ? null : await factsBeside(reader, sidecarOf(file, sidecar), bounds);
  return {
    metadata: weigh(inFile ?? NO_FACTS, beside ?? null, basename(file), modified),
    inFile: inFile ?? NO_FACTS,
    beside: beside ?? null,
    isRead: inFile !== undefined && beside !== undefined,
  };
}

/** In a transaction. A copy says the same as its photo, unless it has a sidecar. */
export function storeMetadata(store: Store, photo: number, file: DescribedFile, said: FileMetadata): void {
  const { metadata, inFile, beside, isRead } = said;
  const isFirst = store.metadata.embedded(photo, METADATA_VERSION) === null;
  if (!isRead && !isFirst) return;
  if (!isFirst && file.sidecar === null && store.metadata.hasSidecarElsewhere(photo, file.id)) return;
  const version = isRead ? METADATA_VERSION : 0;
  store.metadata.set(photo, metadata, JSON.stringify(inFile), version, inFile.problem ?? beside?.problem ?? null);
}

async function factsInPhoto(reader: MetadataReader, file: string): Promise<Facts | undefined> {
  const reading = await reader.readPhoto(file);
  return reading && { ...factsOf(reading.tags), problem: reading.problem };
}

/** @returns null where there is no sidecar (any more) */
async function factsBeside(
  reader: MetadataReader,
  path: string,
  bounds: PhotoBounds,
): Promise<Facts | null | undefined> {
  const sidecar = await readSidecar(path, bounds);
  switch (sidecar.kind) {
    case 'none':
      return null;
    case 'tooLarge':
      return { ...NO_FACTS, problem: sentence('sidecarTooLarge') };
    case 'bytes': {
      const reading = await reader.readSidecar(sidecar.bytes);
      return reading && { ...factsOfSidecar(reading.tags), problem: reading.problem };
    }
  }
}

/** The row's own word for a version of the sidecar begins with its name. */
function sidecarOf(file: string, version: string): string {
  return join(dirname(file), version.replace(/:[^:]*:[^:]*$/, ''));
}

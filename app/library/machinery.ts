// What a library works with, whichever database is open: vision, ExifTool, small pictures, large models, other machines.

import { join, resolve } from 'node:path';
import type { LargeModel } from '../models/catalogue.ts';
import { openLargeModels } from '../models/large-models.ts';
import { openCaches } from '../photos/caches.ts';
import { openCounting } from '../photos/counting.ts';
import { startMetadataReader } from '../photos/exiftool.ts';
import { openFolderPicker } from '../photos/folder-picker.ts';
import { boundHeapGrowth } from '../platform/heap-growth.ts';
import { fileLog, type Log } from '../platform/log.ts';
import { photoBounds } from '../platform/photo-bounds.ts';
import { closeToOthers } from '../platform/private-library.ts';
import { startVision } from '../vision/handle.ts';
import { openCopies } from './copies.ts';
import { openDownloads } from './downloads.ts';
import { shareWithOtherMachines } from './other-machines.ts';

export interface MachineryOptions {
  /** The library's own folder, a whole path. */
  library: string;
  /** Undefined: a file in the library. */
  log: Log | undefined;
  /** The Node that runs vision. Undefined: the one that runs this. */
  node: string | undefined;
  largeModels: readonly LargeModel[];
  /** The folder that all photos have to lie in; undefined: they may lie anywhere. */
  photosRoot: string | undefined;
  /** postgres://…: the queue in which photos wait for other machines as well. Undefined: there is none. */
  queue: string | undefined;
  /** Other machines can take more photos. */
  onRoom(): void;
  /** Something changed of what the status says. */
  onChange(): void;
}

export type Machinery = Awaited<ReturnType<typeof startMachinery>>;

export async function startMachinery({
  library,
  log = fileLog(join(library, 'log')),
  node,
  largeModels,
  photosRoot,
  queue,
  onRoom,
  onChange,
}: MachineryOptions) {
  const closing = new AbortController();
  const closedToOthers = closeToOthers(library, log, closing.signal);
  const bounds = photoBounds(library, photosRoot);
  const vision = startVision({ log, photosRoot: bounds.root, ...(node !== undefined && { node }) });
  const metadata = startMetadataReader({ log });
  const leaveHeapGrowth = boundHeapGrowth();
  const large = openLargeModels({ library, log, models: largeModels });
  const counting = openCounting(library, bounds);
  const copies = openCopies(library, onChange);
  const root = photosRoot && resolve(photosRoot);
  const sharing = await shareWithOtherMachines(queue, { library, log, vision, bounds, onRoom, onChange });
  return {
    library,
    log,
    bounds,
    photosRoot: root,
    caches: openCaches(library),
    copies,
    downloads: openDownloads(),
    picker: openFolderPicker(library, root),
    counting,
    vision,
    metadata,
    large,
    sharing,
    /** Who waits for something of it is told that it closes. */
    async close(): Promise<void> {
      closing.abort();
      await Promise.all([
        large.close(),
        counting.close(),
        copies.close(),
        closedToOthers,
        sharing?.close(),
        vision.close(),
        metadata.close(),
      ]);
      leaveHeapGrowth();
    },
  };
}

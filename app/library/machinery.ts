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
  const closing = closeToOthers(library, log);
  const bounds = photoBounds(library, photosRoot);
  const vision = startVision({ log, photosRoot: bounds.root, ...(node !== undefined && { node }) });
  const metadata = startMetadataReader({ log });
  const leaveHeapGrowth = boundHeapGrowth();
  const large = openLargeModels({ library, log, models: largeModels });
  const counting = openCounting(library, bounds);
  const root = photosRoot && resolve(photosRoot);
  const sharing = await shareWithOtherMachines(queue, { library, log, vision, bounds, onRoom, onChange });
  return {
    library,
    log,
    bounds,
    photosRoot: root,
    caches: openCaches(library),
    copies: openCopies(library, onChange),
    downloads: openDownloads(),
    picker: openFolderPicker(library, root),
    counting,
    vision,
    metadata,
    large,
    sharing,
    /** Ends what goes on by itself, before the database is closed. */
    async stop(): Promise<void> {
      await large.close();
      await counting.close();
      await closing;
    },
    /** Nothing is asked of it any more. */
    async close(): Promise<void> {
      await sharing?.close();
      await vision.close();
      await metadata.close();
      leaveHeapGrowth();
    },
  };
}

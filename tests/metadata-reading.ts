// What a file says of its photo, read as the engine reads it and shown as the screen shows it.

import { basename } from 'node:path';
import { expect } from 'vitest';
import { cutTo } from '../app/photos/dates.ts';
import { startMetadataReader } from '../app/photos/exiftool.ts';
import { weigh } from '../app/photos/metadata.ts';
import { type Facts, factsOf, factsOfSidecar } from '../app/photos/photo-facts.ts';
import { silentLog } from '../app/platform/log.ts';

const MODIFIED = new Date(2020, 1, 3, 4, 5, 6);
/** The date of a photo of which only the file's own time is known. */
export const FILE_TIME = '2020-02-03T04:05:06';

export function startReading() {
  const reader = startMetadataReader({ log: silentLog });

  async function factsIn(file: string): Promise<Facts> {
    const reading = await reader.readPhoto(file);
    if (!reading) throw new Error('This machine has no Perl.');
    expect(reading.problem).toBeNull();
    return factsOf(reading.tags);
  }

  /** As it is shown: the date cut to what is known of it. */
  async function saidOf(file: string, sidecar: Uint8Array | string | null = null) {
    const beside = sidecar === null ? null : await reader.readSidecar(Buffer.from(sidecar));
    const facts = beside ? factsOfSidecar(beside.tags) : null;
    const said = weigh(await factsIn(file), facts, basename(file), MODIFIED.getTime());
    return { ...said, takenAt: cutTo(said.takenAt, said.takenPrecision) };
  }

  return { reader, factsIn, saidOf };
}

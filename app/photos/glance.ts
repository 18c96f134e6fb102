// What a first look at a file tells of the metadata in it, so that ExifTool is asked for no more than it takes.

import { openPlainFile } from '../platform/plain-file.ts';
import { mayHaveMetadataBehind } from './metadata-behind.ts';
import { isSilentJpeg } from './silent-jpeg.ts';

/** `silent`: there is none. `before`: only before the picture, as far as this look tells. `anywhere`: behind it, too, or in a maker's notes. */
export type Glance = 'silent' | 'before' | 'anywhere';

/** @param place where the file is opened */
export async function glanceAt(place: string): Promise<Glance> {
  try {
    const file = await openPlainFile(place);
    try {
      if (await mayHaveMetadataBehind(file)) return 'anywhere';
      return (await isSilentJpeg(file)) ? 'silent' : 'before';
    } finally {
      await file.handle.close();
    }
  } catch {
    return 'before'; // what cannot be opened here is ExifTool's to say
  }
}

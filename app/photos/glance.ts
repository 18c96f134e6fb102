// What a first look at a file tells of the metadata in it, so that ExifTool is asked for no more than it takes.

import { openPlainFile } from '../platform/plain-file.ts';
import { hasMetadataTrailer } from './metadata-trailer.ts';
import { isSilentJpeg } from './silent-jpeg.ts';

/** `silent`: there is none. `behind`: also behind its picture. `before`: only before it, as far as this look tells. */
export type Glance = 'silent' | 'before' | 'behind';

/** @param place where the file is opened */
export async function glanceAt(place: string): Promise<Glance> {
  try {
    const file = await openPlainFile(place);
    try {
      if (await hasMetadataTrailer(file)) return 'behind';
      return (await isSilentJpeg(file)) ? 'silent' : 'before';
    } finally {
      await file.handle.close();
    }
  } catch {
    return 'before'; // what cannot be opened here is ExifTool's to say
  }
}

// Reads the HEVC pictures of iPhones and newer cameras, which sharp's libvips knows only by their headers.

import { unreadable } from '../unreadable.ts';
import { emptyTiff } from './tiff.ts';

/**
 * @param profile the file's colour profile: an iPhone's colours are Display P3
 * @returns the picture, upright, as a file that sharp reads
 */
export async function decodeHeic(heic: Buffer, profile: Uint8Array | undefined): Promise<Buffer> {
  // Read when the first one comes: 2 MB of text, which most vision processes never need.
  const { default: startLibheif } = await import('libheif-js/libheif-wasm/libheif-bundle.js');
  // Each picture gets a decoder of its own: its memory never shrinks, and a damaged file may leave it in disorder.
  const libheif = startLibheif();
  await libheif.ready;
  const images = new libheif.HeifDecoder().decode(heic);
  const image = images.find((image) => image.is_primary()) ?? images[0];
  if (image === undefined) throw unreadable('damaged');
  const [width, height] = [image.get_width(), image.get_height()];
  const { file, pixels } = emptyTiff(width, height, 4, profile);
  const isDone = await new Promise<boolean>((resolve) =>
    image.display({ data: pixels, width, height }, (shown) => resolve(shown !== null)),
  );
  if (!isDone) throw unreadable('damaged');
  return file;
}

// Takes photos along: the original files of a person, an album or a search, in one zip that the browser downloads.

import type { PhotoSet } from '../../app/contract.ts';
import { sayDone, sayFailed } from '../components/toasts.tsx';
import { call } from '../engine/call.ts';
import { transport } from '../engine/line.ts';
import { bytes } from '../text/format.ts';
import { text } from '../text/text.ts';

/** Undefined where this shell has no downloads. */
export const downloadPhotos = transport.download && fetchOriginals;

async function fetchOriginals(set: PhotoSet): Promise<void> {
  try {
    const { ticket, files, bytes: size, absent } = await call('photos.download', set);
    transport.download?.(ticket);
    const begun = text.download.begun(files, bytes(size));
    sayDone(absent === 0 ? begun : `${begun} ${text.download.absent(absent)}`);
  } catch (error) {
    sayFailed(error);
  }
}

// Takes photos along: their original files, in one zip that the browser downloads, or copied to a folder by the desktop.

import type { PhotoSet } from '../../app/contract.ts';
import { sayDone, sayFailed } from '../components/toasts.tsx';
import { call } from '../engine/call.ts';
import { transport } from '../engine/line.ts';
import type { CopiedPhotos } from '../engine/transport.ts';
import { bytes } from '../text/format.ts';
import { text } from '../text/text.ts';

/** How photos are taken along here; undefined where they cannot be. */
export const wayToTake = transport.copyPhotos ? 'copy' : transport.download ? 'download' : undefined;

export async function takePhotos(set: PhotoSet, withSidecars: boolean): Promise<void> {
  try {
    if (wayToTake === 'copy') await copy(set, withSidecars);
    else await download(set, withSidecars);
  } catch (error) {
    sayFailed(error);
  }
}

async function download(set: PhotoSet, withSidecars: boolean): Promise<void> {
  const { ticket, files, bytes: size, ...lacking } = await call('photos.download', { set, withSidecars });
  transport.download?.(ticket);
  sayDone(said(text.download.begun(files, bytes(size)), lacking));
}

async function copy(set: PhotoSet, withSidecars: boolean): Promise<void> {
  const done = await transport.copyPhotos?.({ set, withSidecars });
  if (!done) return;
  const { copied, stopped } = text.download;
  sayDone(said((done.isStopped ? stopped : copied)(done.copied, done.target), done));
}

/** Files that are copied whole stay. */
export async function stopCopying(): Promise<void> {
  await call('photos.stopCopying', {}).catch(sayFailed);
}

function said(sentence: string, { absent, withoutNames }: Pick<CopiedPhotos, 'absent' | 'withoutNames'>): string {
  const lacking = [
    absent > 0 && text.download.absent(absent),
    withoutNames > 0 && text.download.withoutNames(withoutNames),
  ];
  return [sentence, ...lacking.filter((each) => each !== false)].join(' ');
}

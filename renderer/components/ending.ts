// Whether Kindred is through with the library, and what came of it.

import type { Status } from '../../app/contract.ts';

/** `empty`: no photo in any folder; `noFaces`: photos, but no faces on them. */
export type Ending = 'working' | 'empty' | 'noFaces' | 'done';

export function endingOf({ activity, photos, faces, folders }: Status): Ending {
  // Videos come after everything, and may take days.
  const isResting = activity === 'idle' || activity === 'videos' || activity === 'paused';
  if (!isResting || photos.waiting > 0 || folders.some(({ state }) => state === 'scanning')) return 'working';
  if (photos.total === 0) return 'empty';
  return faces === 0 ? 'noFaces' : 'done';
}

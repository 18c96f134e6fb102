// What the user says of photos themselves, many at once as one action: when they were taken, their titles, favourites.

import type { Sentence } from '../../sentences/sentence.ts';
import type { PhotoEdit, Store } from '../../store/index.ts';
import type { Groups } from '../grouping/groups.ts';
import { type Change, type Actions, UNCHANGED } from './actions.ts';

/** @param edits by photo. @returns what changed: when faces were seen counts where they are compared */
export function editPhotos(
  store: Store,
  groups: Groups,
  { record }: Actions,
  edits: ReadonlyMap<number, readonly PhotoEdit[]>,
  what: Sentence,
): Change {
  if (edits.size === 0) return UNCHANGED;
  const change = record('edit', what, (action) => {
    for (const [photo, each] of edits) {
      for (const edit of each) store.photoEdits.add(action, photo, edit);
      store.photoEdits.apply(photo);
    }
    return [];
  });
  for (const [photo, each] of edits) if (each.some(({ kind }) => kind === 'taken')) groups.reloadPhoto(photo);
  return change;
}

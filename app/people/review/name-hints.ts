// Who may be one by what other programs say: two people of one name, and a nameless one on a photo that bears a name.

import { foldText, type Store } from '../../store/index.ts';
import type { Groups } from '../grouping/groups.ts';

/** @returns whether names speak for two people being one; for one person alone they say nothing */
export function nameHints(store: Store, groups: Groups): (people: readonly number[]) => boolean {
  const hints = store.nameHints.byName();
  const names = new Map(store.people.names().map(({ id, name }) => [id, foldText(name)]));
  const isOn = (person: number, photos: ReadonlySet<number> | undefined) =>
    photos !== undefined && (groups.people.get(person)?.faces.some(({ photo }) => photos.has(photo)) ?? false);

  return ([one, other]) => {
    if (one === undefined || other === undefined) return false;
    const [mine, theirs] = [names.get(one), names.get(other)];
    if (mine !== undefined && theirs !== undefined) return mine === theirs;
    if (mine !== undefined) return isOn(other, hints.get(mine));
    return theirs !== undefined && isOn(one, hints.get(theirs));
  };
}

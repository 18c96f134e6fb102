// Two people who were photographed with the same others are likelier one person.

import type { Group } from '../grouping/group.ts';
import type { Groups } from '../grouping/groups.ts';
import { isStill } from '../grouping/pictures.ts';

/** Fewer shared people than this may be chance. */
const LEAST_SHARED_PEOPLE = 2;
/** More than this add nothing: one afternoon is one afternoon. */
const MOST_SHARED_PEOPLE = 4;
/**
 * What each of them adds to the score. Of the labelled pairs seen with two or more of the same people, with a
 * similarity of at least 0.2, 5 of 7 are the same; of those without shared people, not one in a thousand.
 */
const SCORE_PER_SHARED_PERSON = 0.05;

/** A person on more photos is known by their faces; one on thousands was seen with nearly all others. */
const MOST_PHOTOS = 5;
const MOST_OF_OTHERS = 2000;

export function coOccurrenceScore(shared: number): number {
  return shared < LEAST_SHARED_PEOPLE ? 0 : SCORE_PER_SHARED_PERSON * Math.min(shared, MOST_SHARED_PEOPLE);
}

/**
 * @returns for each person seen with the same people as this one, on different photos: how many they are, at most;
 * undefined for a person on too many photos
 */
export function coOccurrencesOf(groups: Groups, person: number, group: Group): Map<number, number> | undefined {
  const stills = stillsOf(group);
  if (stills.length > MOST_PHOTOS) return undefined;
  const coOccurrences = new Map<number, number>();
  for (const photo of stills) {
    const others = peopleOn(groups, photo);
    for (const [elsewhere, shared] of photosOf(groups, photo, others, person)) {
      if (shared < LEAST_SHARED_PEOPLE) continue;
      for (const other of peopleOn(groups, elsewhere)) {
        if (others.has(other)) continue;
        coOccurrences.set(other, Math.max(shared, coOccurrences.get(other) ?? 0));
      }
    }
  }
  return coOccurrences;
}

/** Other photos with people of this one, and how many of them. */
function photosOf(groups: Groups, photo: number, people: ReadonlySet<number>, but: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const other of people) {
    const photos = other === but ? undefined : groups.people.get(other)?.photos;
    if (!photos || photos.size > MOST_OF_OTHERS) continue;
    for (const elsewhere of photos)
      if (elsewhere !== photo && isStill(elsewhere)) counts.set(elsewhere, (counts.get(elsewhere) ?? 0) + 1);
  }
  return counts;
}

/** Who is in a video may never have met the others in it. */
export function stillsOf({ photos }: Group): number[] {
  return [...photos].filter(isStill);
}

export function peopleOn(groups: Groups, photo: number): Set<number> {
  return new Set(groups.facesOn(photo).flatMap(({ person }) => person ?? []));
}

// More faces of one side of a question, to judge by: the clearest of different years, and after that of different days.

import type { GroupedFace } from '../grouping/grouped-face.ts';
import { DAYS_A_YEAR } from '../scoring/time.ts';

/** Beside the one that is shown large: with it up to six a side. */
const MOST_MORE_FACES = 5;

/**
 * @param faces of one side
 * @param shown the one that is shown large
 * @returns at most five, each of another photo, in the order of time; those of which no date is known come last
 */
export function moreFaces(faces: readonly GroupedFace[], shown: GroupedFace): GroupedFace[] {
  const chosen: GroupedFace[] = [];
  /** With each that is chosen, the others are less new or as new as before. */
  let mostNovelty = 2;
  const seen = { photos: new Set([shown.photo]), years: new Set([yearOf(shown)]), days: new Set([dayOf(shown)]) };
  while (chosen.length < MOST_MORE_FACES) {
    let best: { face: GroupedFace; novelty: number } | undefined;
    for (const face of faces) {
      // Of a person of tens of thousands most faces need no more than this.
      if (best?.novelty === mostNovelty && face.quality < best.face.quality) continue;
      if (seen.photos.has(face.photo)) continue;
      const novelty = Number(!seen.days.has(dayOf(face))) + Number(!seen.years.has(yearOf(face)));
      if (best === undefined || isBetter(face, novelty, best)) best = { face, novelty };
    }
    if (best === undefined) break;
    mostNovelty = best.novelty;
    chosen.push(best.face);
    seen.photos.add(best.face.photo);
    seen.years.add(yearOf(best.face));
    seen.days.add(dayOf(best.face));
  }
  return chosen.sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity) || a.id - b.id);
}

function isBetter(face: GroupedFace, novelty: number, best: { face: GroupedFace; novelty: number }): boolean {
  if (novelty !== best.novelty) return novelty > best.novelty;
  return face.quality > best.face.quality || (face.quality === best.face.quality && face.id < best.face.id);
}

function yearOf({ day }: GroupedFace): number | null {
  return day === null ? null : Math.floor(day / DAYS_A_YEAR);
}

function dayOf({ day }: GroupedFace): number | null {
  return day === null ? null : Math.floor(day);
}

// A face as grouping sees it: what is compared, and what bears on whose it is.

import { isClearQuality } from '../scoring/similarity.ts';
import type { Vector } from '../scoring/vectors.ts';

export interface GroupedFace {
  id: number;
  photo: number;
  person: number | null;
  quality: number;
  /** When it was taken, in days; null: its photo does not say. */
  day: number | null;
  /** By when it was taken for sure, in days; null: its photo does not say. */
  takenBefore: number | null;
  /** Its photo is a mirror or a collage: other faces on it may be the same person. */
  isOnCollage: boolean;
  /** Of a track in a video: frames that it shares with others, and how many clear views stand for it; null: it is on a photo. */
  frames: readonly number[] | null;
  clearViews: number | null;
  vector: Vector;
  /** By which cohort its surroundings were measured; null: not yet. */
  cohort: number | null;
}

export function isClear({ quality }: GroupedFace): boolean {
  return isClearQuality(quality);
}

// Two groups that share photos and are so much alike all the same that they may be one person, whose photos are collages.

import type { SimilarityModel } from '../scoring/similarity.ts';
import { sharedPhotosLogOdds } from '../scoring/shared-photos.ts';
import type { Group } from './group.ts';
import { photoOfPicture } from './pictures.ts';

/** A group that is seen on fewer photos is not known well enough to contradict them. */
const LEAST_PHOTOS = 6;
/** Beyond the threshold, and for a group of so few faces, which chance may have made alike. */
const COLLAGE_MARGIN = 0.1;
const [FEW_FACES, MARGIN_OF_FEW] = [4, 0.15];

/** Photos on which both are, or videos in which they are at one time, and of which nothing says so far that one person may be there twice. */
export function sharedPhotos(one: Group, other: Group): number[] {
  const [few, many] = one.photos.size < other.photos.size ? [one.photos, other.photos] : [other.photos, one.photos];
  const shared = [...few].filter((picture) => many.has(picture));
  return [...new Set(shared.map(photoOfPicture))];
}

/**
 * What shared photos add to a score.
 * @param said the score of the faces alone. @param shared how many photos both are on
 * @returns 0 or less; nothing where the faces alone do not say enough: then they are two people
 */
export function sharedPhotosScore(
  said: number,
  one: Group,
  other: Group,
  shared: number,
  similarityModel: SimilarityModel,
): number | undefined {
  if (!areAlike(said, one, other, similarityModel)) return undefined;
  const most = Math.max(photosOf(one), photosOf(other)); // of large groups dear, and most pairs are no question before
  return most < LEAST_PHOTOS ? undefined : sharedPhotosLogOdds(shared, most) / similarityModel.slope;
}

/** So much that they may be one person though they share photos. @param said the score of the faces alone */
export function areAlike(said: number, one: Group, other: Group, { threshold }: SimilarityModel): boolean {
  const margin = Math.min(one.size, other.size) < FEW_FACES ? MARGIN_OF_FEW : COLLAGE_MARGIN;
  return one.isClear && other.isClear && said >= threshold + margin;
}

/** Also the collages that they are on. */
function photosOf({ faces }: Group): number {
  return new Set(faces.map(({ photo }) => photo)).size;
}

// The similarity models that ship: which models speak, with what weight, and the numbers fitted for them on labelled photos.

import { Calibration, similarityModelBy } from './self-calibration.ts';
import type { Growth, SimilarityModel } from './similarity.ts';

/**
 * Thresholds are meant for the labelled photos, of which there are so many faces; ln 2 / slope is 0.018 to 0.019. A smaller
 * library is held to the same: where people are close to one another, a threshold that falls with it joins them (look-alikes
 * of LFW in halves of 558 and 821 faces: precision 0.981 and 0.969 where it fell, 0.990 and 0.981 where it did not).
 */
const THRESHOLD_GROWTH: Growth = { faces: 1536, least: 1536, perDoubling: 0.02 };

/**
 * Both opinions, the second as far as its landmarks can be trusted (models/README.md has the table). The weights, the
 * threshold, its growth and the share of what surroundings take were chosen by how labelled faces are grouped: of albums and
 * group photos of people of all regions, of LFW, and of Korean singers. The mean and deviation of strangers are those of LFW.
 */
export const FUSED: SimilarityModel = {
  models: [
    { model: 'vggface2-mobilenet', weight: 0.15, weightUntrusted: 0.4 },
    { model: 'mobilefacenet-512', weight: 0.85, weightUntrusted: 0.6 },
  ],
  threshold: 0.36,
  middle: 0.35,
  slope: 36,
  chance: 0.08,
  leastShare: 0.58,
  surroundings: { mean: 0.006, deviation: 0.096, share: 0.45 },
  growth: THRESHOLD_GROWTH,
};

/** VGGFace2 alone, where the second model is not there: precision 0.996, F 0.968 on the same albums and group photos. */
export const VGGFACE2: SimilarityModel = {
  models: [{ model: 'vggface2-mobilenet', weight: 1 }],
  threshold: 0.375,
  middle: 0.35,
  slope: 38,
  chance: 0.08,
  leastShare: 0.58,
  surroundings: { mean: 0.008, deviation: 0.103, share: 0.5 },
  growth: THRESHOLD_GROWTH,
};

/**
 * @param inUse the one in use: a large one, or `shipped`
 * @param available names of the models that ship and are here
 * @param kept what the library itself said of a large model's numbers, as it was kept; of one about which nothing is
 *   known no number is guessed: the models that ship, which have embedded every face as well, go on comparing
 */
export function similarityModelOf(inUse: string, available: readonly string[], kept: string | null): SimilarityModel {
  const shipped = shippedSimilarityModel(available);
  if (inUse === 'shipped' || kept === null) return shipped;
  const calibration = Calibration.safeParse(JSON.parse(kept));
  return calibration.data?.network === inUse ? similarityModelBy(calibration.data, shipped) : shipped;
}

/** @param available names of the models that embed faces in this installation */
export function shippedSimilarityModel(available: readonly string[]): SimilarityModel {
  return FUSED.models.every(({ model }) => available.includes(model)) ? FUSED : VGGFACE2;
}

// What the photos say on which two groups are both seen: they are two people, but for collages, mirrors and the like.

/**
 * How often two groups are on one photo: of one person, only where it is a collage; of two people who are so much alike,
 * brothers and sisters or twins, far more often. Chosen by judgement: nothing labelled says it.
 */
const [COLLAGE_RATE, TOGETHER_RATE] = [0.03, 0.2];

/**
 * Of the photos of the one that is seen more often, each that is shared speaks for two people by the ratio of both
 * rates, and each of the others, by far less, for one. That one is hardly ever seen without the other says nothing for
 * *same*.
 * @param shared photos on which both are. @param most photos of the one that is seen more often
 * @returns natural logarithm of the odds of *same* by which they change what the faces say: 0 or less
 */
export function sharedPhotosLogOdds(shared: number, most: number): number {
  const together = shared * Math.log(COLLAGE_RATE / TOGETHER_RATE);
  const apart = (most - shared) * Math.log((1 - COLLAGE_RATE) / (1 - TOGETHER_RATE));
  return Math.min(0, together + apart);
}

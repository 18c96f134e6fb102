// What the detector takes for a face, and the models that tell people apart find little in: a pattern, a hand, a collar.

/** From this confidence on, next to nothing is no face. */
const SURE_CONFIDENCE = 0.985;
/** Of how much the models find in a clear face; models/README.md tells how it was chosen. */
const LEAST_STRENGTH = 0.52;

/**
 * @param confidence O-Net's face probability
 * @param strengths how much each model finds in it: see `Embedded`; null where a model's is not known
 */
export function isFace(confidence: number, strengths: readonly (number | null)[]): boolean {
  const known = strengths.filter((strength) => strength !== null);
  if (confidence >= SURE_CONFIDENCE || known.length === 0) return true;
  return known.reduce((sum, strength) => sum + strength, 0) / known.length >= LEAST_STRENGTH;
}

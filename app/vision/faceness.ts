// What the detector takes for a face, and the models that tell people apart find little in: a pattern, a hand, a collar.

/** From this confidence on, next to nothing is no face. */
export const SURE_CONFIDENCE = 0.985;
/** Of how much the models find in a clear face; models/README.md tells how it was chosen. */
const LEAST_STRENGTH = 0.52;

/** How much each model finds in it: see `Embedded`; null where that of a model is not known. */
export type Strengths = readonly (number | null)[];

/** @param confidence O-Net's face probability */
export function isFace(confidence: number, strengths: Strengths): boolean {
  return confidence >= SURE_CONFIDENCE || isStrong(strengths);
}

/** Whether the models find a face; also where none tells. */
export function isStrong(strengths: Strengths): boolean {
  const known = strengths.filter((strength) => strength !== null);
  return known.length === 0 || known.reduce((sum, strength) => sum + strength, 0) / known.length >= LEAST_STRENGTH;
}

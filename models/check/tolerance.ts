// How far a model may be from what plain loops compute, as a share of the largest number in an output.

/** What 32-bit floats lose over some thirty layers. */
const FLOATS = 1e-5;
/**
 * A step is a 255th, and where that loss decides between two of them the layers after it spread it: 0.013 was measured. Of
 * what the weights give in floats these numbers stay within a cosine of 0.97 to 0.997 for faces.
 */
const EIGHT_BITS = 0.02;

export function toleranceOf(model: string): number {
  return model === 'vggface2-mobilenet' ? EIGHT_BITS : FLOATS;
}

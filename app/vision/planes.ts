// Pixels as a model wants them: three planes of values 0 to 255 (red, green, blue), made into what it was trained on.

/** Each value becomes (value − mean) / deviation. @param pixels are changed */
export function standardise(pixels: Float32Array, mean: number, deviation: number): void {
  for (let at = 0; at < pixels.length; at++) pixels[at] = (pixels[at] - mean) / deviation;
}

/**
 * The same with a mean for each colour, and the planes of red and blue swapped, as Caffe and OpenCV have them.
 * @param pixels one picture's; are changed. @param means of blue, green and red
 */
export function standardiseSwapped(
  pixels: Float32Array,
  [blue, green, red]: readonly [blue: number, green: number, red: number],
  deviation: number,
): void {
  const plane = pixels.length / 3;
  for (let at = 0; at < plane; at++) {
    const first = pixels[at];
    pixels[at] = (pixels[at + 2 * plane] - blue) / deviation;
    pixels[at + plane] = (pixels[at + plane] - green) / deviation;
    pixels[at + 2 * plane] = (first - red) / deviation;
  }
}

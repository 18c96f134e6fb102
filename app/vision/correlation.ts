// Compares parts of grey pictures, whatever their brightness and contrast: normalised cross-correlation.

/** @param planes red, green and blue, one after the other. @returns their grey values */
export function greyOfPlanes(planes: Float32Array): Float32Array {
  const plane = planes.length / 3;
  // Rec. 601's weights, by which programs make a picture grey.
  return Float32Array.from({ length: plane }, (_, at) => {
    return 0.299 * planes[at] + 0.587 * planes[at + plane] + 0.114 * planes[at + 2 * plane];
  });
}

/** With a mean of zero and a length of one; all zero where nothing can be told apart. */
export function normalised(grey: Float32Array): Float32Array {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const centred = grey.map((value) => value - mean);
  const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  return length < 1 ? centred.fill(0) : centred.map((value) => value / length);
}

/**
 * @param sought normalised, rows of `across` values
 * @param start  of the part of `grey` that is compared with it, whose rows are `columns` values apart
 */
export function correlation(
  sought: Float32Array,
  across: number,
  grey: Float32Array,
  columns: number,
  start = 0,
): number {
  let [sum, squares, product] = [0, 0, 0];
  for (let at = 0, row = start; at < sought.length; row += columns) {
    for (let from = row; from < row + across; from++, at++) {
      const value = grey[from];
      sum += value;
      squares += value * value;
      product += sought[at] * value;
    }
  }
  const variance = squares - (sum * sum) / sought.length;
  return variance < 1 ? 0 : product / Math.sqrt(variance);
}

// How sharp a part of a picture is, whatever its brightness and contrast.

/**
 * Logarithm of the variance of the Laplacian (Pech-Pacheco et al., Diatom autofocusing, 2000) over the variance of the
 * grey values.
 * @param grey a square of `side` × `side` values
 */
export function sharpnessOf(grey: Float32Array, side: number): number {
  const laplacian = new Float64Array((side - 2) ** 2);
  const inner = new Float64Array(laplacian.length);
  for (let y = 1, to = 0; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++, to++) {
      const at = y * side + x;
      laplacian[to] = 4 * grey[at] - grey[at - 1] - grey[at + 1] - grey[at - side] - grey[at + side];
      inner[to] = grey[at];
    }
  }
  return Math.log1p((100 * variance(laplacian)) / (variance(inner) + 1));
}

function variance(values: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return squares / values.length - (sum / values.length) ** 2;
}

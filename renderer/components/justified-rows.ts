// Rows of photos as wide as the page, each photo in its own shape: what every list of photos is laid out in.

export const PHOTO_GAP = 4;
export const TITLE_HEIGHT = 52;

/** How high a row of photos is to be. @param width of the page */
export function targetHeight(width: number): number {
  return width < 520 ? 118 : width < 1000 ? 168 : 208;
}

/**
 * Photos are added to a row until it would get lower than wanted; then it is stretched to the full width.
 * @param from the first photo. @param to one behind the last one. @param shapeOf its width by its height
 */
export function* justifiedRows(
  from: number,
  to: number,
  shapeOf: (index: number) => number,
  width: number,
): Generator<{ from: number; to: number; height: number }> {
  const target = targetHeight(width);
  let start = from;
  let shapes = 0;
  for (let index = from; index < to; index++) {
    shapes += shapeOf(index);
    const height = (width - PHOTO_GAP * (index - start)) / shapes;
    const isLast = index === to - 1;
    if (height > target && !isLast) continue;
    // The last row is not blown up to fill the width.
    yield { from: start, to: index + 1, height: Math.min(height, target * (isLast ? 1 : 1.25)) };
    start = index + 1;
    shapes = 0;
  }
}

// Where a box of a photo lies on its picture, however large that is drawn.

/** @param box in pixels of the photo, or of the part of it that is shown */
export function boxStyle(
  [left, top, width, height]: readonly [left: number, top: number, width: number, height: number],
  photo: { width: number; height: number },
) {
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return {
    left: percent(left, photo.width),
    top: percent(top, photo.height),
    width: percent(width, photo.width),
    height: percent(height, photo.height),
  };
}

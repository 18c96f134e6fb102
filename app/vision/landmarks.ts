// The five points that the detector finds in a face.

export interface Point {
  x: number;
  y: number;
}

/** Left eye, right eye, nose, left and right mouth corner as seen in the picture. */
export type Points = readonly [left: Point, right: Point, nose: Point, leftMouth: Point, rightMouth: Point];

/** @param landmarks x, y pairs of those five. @throws Error when they are fewer */
export function pointsOf(landmarks: readonly number[]): Points {
  const point = (index: number): Point => {
    const [x, y] = landmarks.slice(2 * index, 2 * index + 2);
    if (x === undefined || y === undefined)
      throw new Error(`A face has five landmarks, and not ${landmarks.length / 2}.`);
    return { x, y };
  };
  return [point(0), point(1), point(2), point(3), point(4)];
}

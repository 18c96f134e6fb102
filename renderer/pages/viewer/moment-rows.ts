// Where the pictures of a video's moments stand above its bar: in as few rows as they need, and none over another.

export interface Span {
  /** Seconds. */
  begins: number;
  ends: number;
}

interface Bar {
  /** How long the video plays, in seconds. */
  length: number;
  /** Of the bar and of a picture, in pixels. */
  width: number;
  picture: number;
  mostRows: number;
}

export interface PlacedMoment<Moment> {
  moment: Moment;
  /** 0 is nearest to the bar; undefined: no row had room for its picture. */
  row: number | undefined;
  /** Of its line and of its picture, in pixels from where the bar begins. */
  left: number;
  right: number;
  pictureLeft: number;
}

const BETWEEN_PX = 4;

/** @param moments in the order of time, which is that of the keyboard as well */
export function layOutMoments<Moment extends Span>(
  moments: readonly Moment[],
  { length, width, picture, mostRows }: Bar,
): PlacedMoment<Moment>[] {
  if (length <= 0 || width <= picture) return [];
  /** How far each row is taken. */
  const taken: number[] = [];
  const placeOf = (seconds: number) => (width * Math.min(Math.max(seconds, 0), length)) / length;
  return moments.map((moment) => {
    const [left, right] = [placeOf(moment.begins), placeOf(moment.ends)];
    const pictureLeft = Math.min(left, width - picture);
    const free = taken.findIndex((until) => until <= pictureLeft);
    const row = free >= 0 ? free : taken.length < mostRows ? taken.length : undefined;
    // At a cut one line begins where another one ends; its picture tells them apart.
    if (row !== undefined) taken[row] = Math.max(right, pictureLeft + picture + BETWEEN_PX);
    return { moment, row, left, right, pictureLeft };
  });
}

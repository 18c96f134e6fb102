// Pictures that show a person only once: photos but for collages, and frames of videos.

/** Frames have numbers below zero: a photo's number, and that of the frame within it. */
const FRAMES_PER_VIDEO = 256;

interface Seen {
  photo: number;
  /** Other faces on its photo may be the same person. */
  isOnCollage: boolean;
  /** Of a track in a video: frames that tell it apart from others; null: it is on a photo. */
  frames: readonly number[] | null;
}

/** @returns numbers of pictures; two faces that share one are two people */
export function picturesOf({ photo, isOnCollage, frames }: Seen): number[] {
  if (isOnCollage) return []; // nothing follows from it
  return frames === null ? [photo] : frames.map((frame) => -(photo * FRAMES_PER_VIDEO + (frame % FRAMES_PER_VIDEO)));
}

export function isStill(picture: number): boolean {
  return picture > 0;
}

/** The photo or the video of a picture. */
export function photoOfPicture(picture: number): number {
  return isStill(picture) ? picture : Math.floor(-picture / FRAMES_PER_VIDEO);
}

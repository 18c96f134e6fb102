// Which frames of a video are looked at: one every few seconds, and where the picture changes; about two hundred, shared out
// over its length.

import type { Shortcuts, WantedFrames } from './ffmpeg.ts';

/** Taken in even steps, and beside them where the picture changes: those are shared out over its length too. */
const MOST_STEPS = 200;
const MOST_CHANGES = 40;
const MOST_FRAMES = MOST_STEPS + MOST_CHANGES + 1;
/** Of a short video more would show the same again. */
const SHORTEST_STEP_S = 1;
/** Of a video that does not say how long it plays. */
const UNKNOWN_LENGTH_S = 600;
/** Frames that are compared for changes of the picture: four a second. */
const COMPARED_EVERY_S = 0.25;
/** Of FFmpeg's scores of change, 0 to 1: a cut has 0.3 and more, a pan that is quick 0.1. */
const LEAST_CHANGE = 0.3;
/** Of 1920 × 1088 and less the edges of blocks are seen. */
const LARGE_FRAME_PIXELS = 2_200_000;
/** Of 1280 × 720 and less a whole video is decoded sooner than it is looked through for faces. */
const LABORIOUS_FRAME_PIXELS = 1_000_000;
/** Frames are decoded alone where that makes no step much longer than it was meant to be. */
const MOST_KEY_FRAME_GAP_IN_STEPS = 0.5;

/** Where no more of a large video than this share has to be decoded, it is decoded in sections. */
const MOST_SHARE_IN_SECTIONS = 0.75;
/** FFmpeg looks for the last key frame before a time, in some containers an eighth of a second earlier. */
const BEHIND_KEY_FRAME_S = 0.2;

/** Of times, which are told in millionths of a second. */
const ROUNDING = 1e-5;

/** How a video is made. */
export interface VideoLayout {
  /** When its first picture is shown, in seconds, as a player counts. */
  begins: number;
  /** How long it plays from there on, in seconds; null: it does not say. */
  seconds: number | null;
  /**
   * The longest time between two frames that can be decoded by themselves, or from the last one to the end, in seconds: of all
   * of it where those of its beginning would be enough. Null: there are too few to tell.
   */
  keyFrameGap: number | null;
  /** Pixels of a frame; null: there is none that can be decoded by itself. */
  pixels: number | null;
  /** FFmpeg finds the last key frame before a time: else any frame, from which on nothing can be decoded up to the next key frame. */
  seeksKeyFrames: boolean;
}

export interface Sampling {
  /** Seconds between two frames at most, where none is damaged. */
  step: number;
  /** Of the video, in seconds, as far as it is known, from when it begins. */
  length: number;
  begins: number;
  shortcuts: Shortcuts;
  /** All of it, in one go. */
  whole: VideoSection;
  /** To decode it whole takes long, and it can be decoded in sections: it is worth the while to look where its key frames are. */
  isLaborious: boolean;
}

/** A part of a video that is decoded in one go. */
export interface VideoSection extends Pick<WantedFrames, 'from' | 'length' | 'beginsAtKeyFrame' | 'choose' | 'most'> {
  /** A frame that comes earlier than its step was taken because the picture had changed. */
  takesChanges: boolean;
}

/** @returns the frames that can be decoded by themselves are the only ones that have to be */
export function areEnough({ seconds, keyFrameGap }: Pick<VideoLayout, 'seconds' | 'keyFrameGap'>): boolean {
  const most = MOST_KEY_FRAME_GAP_IN_STEPS * stepsOf(seconds).step;
  return keyFrameGap !== null && keyFrameGap > 0 && keyFrameGap <= most;
}

function stepsOf(seconds: number | null): Pick<Sampling, 'length' | 'step'> {
  const length = Math.max(SHORTEST_STEP_S, seconds ?? UNKNOWN_LENGTH_S);
  return { length, step: Math.max(SHORTEST_STEP_S, length / MOST_STEPS) };
}

export function samplingOf({ begins, seconds, keyFrameGap, pixels, seeksKeyFrames }: VideoLayout): Sampling {
  const { length, step } = stepsOf(seconds);
  const keyFramesOnly = areEnough({ seconds, keyFrameGap });
  const isLarge = pixels !== null && pixels > LARGE_FRAME_PIXELS;
  // The frame that is nearest to the step, and not the first one after it.
  const from = step - (keyFramesOnly && keyFrameGap !== null ? keyFrameGap : COMPARED_EVERY_S) / 2;
  const changes = `gt(scene,${LEAST_CHANGE})*lt(ld(0),${MOST_CHANGES / 8}+${MOST_CHANGES}*t/${length})`;
  // A variable counts the changes that were taken: of what flickers from beginning to end, as many everywhere.
  const compared = [
    `select='${every(COMPARED_EVERY_S)}'`,
    `select='if(${every(from)},1,if(${changes},st(0,ld(0)+1),0))'`,
  ];
  return {
    step,
    length,
    begins,
    shortcuts: { skipFrames: keyFramesOnly ? 'nokey' : 'noref', skipsLoopFilter: isLarge },
    whole: { choose: compared.join(','), most: MOST_FRAMES, takesChanges: true },
    isLaborious:
      pixels !== null && pixels > LABORIOUS_FRAME_PIXELS && !keyFramesOnly && seconds !== null && seeksKeyFrames,
  };
}

/**
 * Of what lies between two key frames only so much is decoded that from its last frame to the next key frame it is no more
 * than a step: half of it where key frames are two steps apart. Programs begin a new scene with a key frame, so changes are
 * not looked for.
 * @param keyFrames when they are shown, in seconds, in their order
 * @returns null: little would be gained
 */
export function sectionsOf(keyFrames: readonly number[], { step, begins, length }: Sampling): VideoSection[] | null {
  const sections: VideoSection[] = [];
  let [seen, decoded, frames] = [-Infinity, 0, 0];
  for (const [index, at] of keyFrames.entries()) {
    const next = keyFrames[index + 1];
    if (next !== undefined && next - seen <= step) continue; // that one comes in time
    const rest = Math.max(0, (next ?? begins + length) - at - step);
    const steps = Math.ceil(rest / step - ROUNDING);
    sections.push({
      from: at + BEHIND_KEY_FRAME_S,
      length: rest + 2 * COMPARED_EVERY_S, // it ends with its last frame
      beginsAtKeyFrame: true,
      choose: `select='${every(steps === 0 ? step : rest / steps)}'`,
      most: steps + 1,
      takesChanges: false,
    });
    seen = at + rest;
    decoded += rest;
    frames += steps + 1;
  }
  const [first] = keyFrames;
  const isWorthIt = decoded <= MOST_SHARE_IN_SECTIONS * length && frames <= MOST_FRAMES;
  return first !== undefined && first - begins <= step && isWorthIt ? sections : null;
}

function every(seconds: number): string {
  return `isnan(prev_selected_t)+gte(t-prev_selected_t,${seconds})`;
}

// Which frames of a video are looked at: one every few seconds, and where the picture changes; about two hundred, shared out
// over its length.

import type { VideoLayout, Wanted } from './ffmpeg.ts';

/** Taken in even steps, and beside them where the picture changes: those are shared out over its length too. */
const MOST_STEPS = 200;
const MOST_CHANGES = 40;
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
/** Frames are decoded alone where that makes no step much longer than it was meant to be. */
const MOST_KEY_FRAME_GAP_IN_STEPS = 0.5;

export interface Sampling extends Pick<Wanted, 'choose' | 'most' | 'shortcuts'> {
  /** Seconds between two frames at most, where none is damaged. */
  step: number;
}

export function samplingOf({ seconds, keyFrameGap, pixels }: VideoLayout): Sampling {
  const length = Math.max(SHORTEST_STEP_S, seconds ?? UNKNOWN_LENGTH_S);
  const step = Math.max(SHORTEST_STEP_S, length / MOST_STEPS);
  const keyFramesOnly = keyFrameGap !== null && keyFrameGap > 0 && keyFrameGap <= MOST_KEY_FRAME_GAP_IN_STEPS * step;
  // The frame that is nearest to the step, and not the first one after it.
  const from = keyFramesOnly ? step - keyFrameGap / 2 : step - COMPARED_EVERY_S / 2;
  const changes = `gt(scene,${LEAST_CHANGE})*lt(ld(0),${MOST_CHANGES / 8}+${MOST_CHANGES}*t/${length})`;
  return {
    // A variable counts the changes that were taken: of what flickers from beginning to end, as many everywhere.
    choose: [
      `select='${every(COMPARED_EVERY_S)}'`,
      `select='if(${every(from)},1,if(${changes},st(0,ld(0)+1),0))'`,
    ].join(','),
    most: MOST_STEPS + MOST_CHANGES + 1,
    shortcuts: {
      skipFrames: keyFramesOnly ? 'nokey' : 'noref',
      skipsLoopFilter: pixels !== null && pixels > LARGE_FRAME_PIXELS,
    },
    step,
  };
}

function every(seconds: number): string {
  return `isnan(prev_selected_t)+gte(t-prev_selected_t,${seconds})`;
}

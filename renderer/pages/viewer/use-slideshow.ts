// Turns to the next photo by itself, at a pace that is kept on this machine, until the last one or until it is paused.

import { useEffect, useState } from 'react';

const SLIDESHOW_KEY = 'kindred.slideshow';
const SECONDS_A_PHOTO = [3, 5, 10, 20] as const;
/** The tools leave the photo alone after so long without a movement. */
const HIDE_CONTROLS_MS = 2500;

export interface Slideshow {
  isPlaying: boolean;
  /** Neither mouse nor keyboard was used for a while. */
  isIdle: boolean;
  /** Seconds a photo. */
  pace: number;
  toggle(): void;
  nextPace(): void;
}

/** @param next another function for every photo, so that each gets its time; undefined at the last one */
export function useSlideshow(next: (() => void) | undefined, isHeld: boolean): Slideshow {
  const [wantsToPlay, setWantsToPlay] = useState(false);
  const [pace, setPace] = useState(keptPace);
  const isPlaying = wantsToPlay && next !== undefined;
  const isIdle = useIdle(isPlaying && !isHeld);

  useEffect(() => {
    if (!isPlaying || isHeld) return undefined;
    const timer = setTimeout(() => !document.hidden && next?.(), pace * 1000);
    return () => clearTimeout(timer);
  }, [isPlaying, isHeld, pace, next]);

  return {
    isPlaying,
    isIdle,
    pace,
    toggle: () => setWantsToPlay(!isPlaying),
    nextPace() {
      const chosen =
        SECONDS_A_PHOTO[(SECONDS_A_PHOTO.findIndex((each) => each === pace) + 1) % SECONDS_A_PHOTO.length] ??
        SECONDS_A_PHOTO[1];
      window.localStorage.setItem(SLIDESHOW_KEY, String(chosen));
      setPace(chosen);
    },
  };
}

function keptPace(): number {
  const kept = Number(window.localStorage.getItem(SLIDESHOW_KEY));
  return SECONDS_A_PHOTO.find((pace) => pace === kept) ?? SECONDS_A_PHOTO[1];
}

function useIdle(isWatched: boolean): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    if (!isWatched) return undefined;
    let timer: number | undefined;
    const awake = () => {
      setIsIdle(false);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setIsIdle(true), HIDE_CONTROLS_MS);
    };
    awake();
    for (const event of ['pointermove', 'keydown']) window.addEventListener(event, awake);
    return () => {
      window.clearTimeout(timer);
      for (const event of ['pointermove', 'keydown']) window.removeEventListener(event, awake);
    };
  }, [isWatched]);
  return isWatched && isIdle;
}

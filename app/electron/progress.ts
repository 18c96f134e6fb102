// What the tray, the task bar and notifications tell of the engine's work, from one status to the next.

import type { Status } from '../contract.ts';
import type { Words } from './words.ts';

export interface Progress {
  words: string;
  isPaused: boolean;
  /** 0 to 1; undefined when there is nothing to do. */
  fraction: number | undefined;
  /** How many people were found, told once, when the work is done. */
  newPeople: number;
  /** That the work is done and what it came to, told once to a user who wanted to know. */
  done: string | undefined;
}

export function followProgress(words: Words) {
  let mostWaiting = 0; // since there was last nothing to do
  let peopleBefore: number | undefined;
  let isAtWork = false;
  let isDoneAwaited = false;

  function follow({ activity, photos, people, peopleBySection }: Status): Progress {
    mostWaiting = photos.waiting === 0 ? 0 : Math.max(mostWaiting, photos.waiting);
    const fraction = mostWaiting === 0 ? undefined : 1 - photos.waiting / mostWaiting;
    peopleBefore ??= people;
    // Videos come after everything, and may take days: who is found in them is told with what comes next.
    const isDone = activity === 'idle' || (activity === 'videos' && photos.waiting === 0);
    const newPeople = isDone ? Math.max(0, people - peopleBefore) : 0;
    if (isDone) peopleBefore = people;
    const read = fraction === undefined ? words.upToDate : words.percentRead(Math.floor(fraction * 100));
    const isPaused = activity === 'paused';
    const done = isDone && isAtWork && isDoneAwaited ? words.done(photos.done, peopleBySection) : undefined;
    if (isDone && isAtWork) isDoneAwaited = false;
    if (!isPaused) isAtWork = !isDone;
    return { words: isPaused ? words.paused(read) : read, isPaused, fraction, newPeople, done };
  }

  return {
    follow,
    /** The user wants to be told when what is under way is done. */
    tellWhenDone(): void {
      isDoneAwaited = true;
    },
  };
}

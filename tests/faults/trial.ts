// What every trial is given, and how it tells what came of it.

import type { Random } from '../seeded-random.ts';

export interface Context {
  /** An empty folder of its own. */
  folder: string;
  random: Random;
  /** 1 is the whole trial; less is for trying it out. */
  scale: number;
  say(sentence: string): void;
}

export interface Trial {
  /** What holds when it passes. */
  sentence: string;
  /** @returns figures for the report; or why it cannot run here */
  run(context: Context): Promise<{ figures: string } | { skipped: string }>;
}

/** @throws Error with the sentence */
export function must(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// Work that many small events ask for: done at once where it is quick, else for a small share of the time.

/** It takes at most one part in so many of the time: what is read meanwhile comes first … */
const ONE_PART_IN = 20;
/** … but where it is quicker than this, it is done each time. */
const QUICK_MS = 20;

/** @param work covers everything asked for before it begins */
export function throttled(work: () => Promise<void>) {
  let isRunning = false;
  let isAsked = false;
  let dueAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function ask(): void {
    isAsked = true;
    if (isRunning || timer) return;
    const pause = dueAt - performance.now();
    if (pause <= 0) void run();
    else timer = setTimeout(() => void run(), pause).unref();
  }

  async function run(): Promise<void> {
    forget();
    isRunning = true;
    const began = performance.now();
    try {
      await work();
    } finally {
      const took = performance.now() - began;
      dueAt = took < QUICK_MS ? 0 : began + ONE_PART_IN * took;
      isRunning = false;
    }
    if (isAsked) ask();
  }

  /** It was done elsewhere meanwhile. */
  function forget(): void {
    isAsked = false;
    clearTimeout(timer);
    timer = undefined;
  }

  return { ask, forget, isWaiting: (): boolean => timer !== undefined };
}

// Runs costly things one after the other, and refuses one more when too many wait already.

/** @returns a function that runs what it is given in turn, or gives undefined when `mostWaiting` are before it */
export function inTurn(mostWaiting: number): <Result>(run: () => Promise<Result>) => Promise<Result | undefined> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (run) => {
    if (waiting > mostWaiting) return undefined;
    waiting++;
    const mine = last.then(run).finally(() => waiting--);
    last = mine.catch(() => undefined); // the one that asked is told; the next one has nothing to do with it
    return mine;
  };
}

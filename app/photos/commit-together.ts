// Photos that are ready at about the same time are stored by one transaction: what a disk takes to make a commit safe is waited
// for once, and not for each of them.

import type { Store } from '../store/index.ts';

/** So long from one commit to the next: as a few photos a second are stored, each finds that time over. */
const SHORTEST_BETWEEN_COMMITS_MS = 25;

interface WaitingWork {
  /** In a transaction. @throws what the work throws */
  attempt(): void;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * @param onCommit milliseconds that one took
 * @returns what runs a piece of work in a transaction, and resolves with its result after the commit. Nothing of a work that
 * throws is stored. It may be begun anew, so all that it does beside the store has to come to the same a second time.
 */
export function commitTogether(store: Pick<Store, 'transaction'>, onCommit: (milliseconds: number) => void) {
  let waiting: WaitingWork[] = [];
  let committedAt = -Infinity;

  function commit(): void {
    const together = waiting;
    waiting = [];
    const began = performance.now();
    const inOrder = () => {
      for (const work of together) work.attempt();
    };
    try {
      store.transaction(inOrder);
      for (const work of together) work.resolve();
    } catch (error) {
      if (together.length === 1) together[0]?.reject(error);
      else together.forEach(commitAlone); // one of them failed, and only that one is to
    }
    committedAt = performance.now();
    onCommit(committedAt - began);
  }

  function commitAlone({ attempt, resolve, reject }: WaitingWork): void {
    try {
      store.transaction(attempt);
      resolve();
    } catch (error) {
      reject(error);
    }
  }

  return <Result>(work: () => Result): Promise<Result> =>
    new Promise((resolve, reject) => {
      let result: { value: Result } | undefined;
      waiting.push({
        attempt: () => void (result = { value: work() }),
        resolve: () => (result ? resolve(result.value) : reject(new Error('It was stored without having been tried.'))),
        reject,
      });
      if (waiting.length > 1) return;
      const rest = committedAt + SHORTEST_BETWEEN_COMMITS_MS - performance.now();
      if (rest > 0) setTimeout(commit, rest);
      else setImmediate(commit);
    });
}

// Who is next: what the screen shows, then the newest of each folder in turn, then those that failed before.

import type { Store, WaitingFile } from '../store/index.ts';

/** `isWanted`: the screen shows it. */
export type NextFile = WaitingFile & { isWanted: boolean };

/** More would only be photos scrolled past; the last ones are in view. */
const MOST_PREFERRED = 200;

export function nextByPriority(store: Store, away: () => number[]) {
  let preferred: number[] = [];
  let turn = 0; // the folder that was served last: one large folder does not keep the others waiting

  return {
    prefer(photo: number): void {
      preferred = [...preferred.filter((each) => each !== photo), photo].slice(-MOST_PREFERRED);
    },

    /** @param taken files that are being read already */
    next(most: number, taken: { has(file: number): boolean; keys(): Iterable<number> }): NextFile[] {
      const now = new Date().toISOString();
      const unreachable = away();
      const busy = [...taken.keys()];
      const isFree = ({ id, folder }: WaitingFile) => !taken.has(id) && !unreachable.includes(folder);
      const wanted = preferred
        .flatMap((photo) => store.files.waitingOf(photo))
        .reverse()
        .filter(isFree);
      preferred = [];
      const lists = foldersFromTurn(store, turn, unreachable).map((folder) =>
        store.files.newest(folder, now, most, busy),
      );
      const fresh = alternate(lists);
      const due = fresh.length < most ? store.files.due(now, most, busy, unreachable) : [];
      const shown = new Set(wanted.map(({ id }) => id));
      const candidates = new Map([...wanted, ...fresh, ...due].map((file) => [file.id, file]));
      const files = [...candidates.values()].slice(0, most).map((file) => ({ ...file, isWanted: shown.has(file.id) }));
      turn = files.at(-1)?.folder ?? turn;
      return files;
    },
  };
}

function foldersFromTurn(store: Store, turn: number, unreachable: readonly number[]): number[] {
  const ids = store.folders.readable().filter((id) => !unreachable.includes(id));
  return [...ids.filter((id) => id > turn), ...ids.filter((id) => id <= turn)];
}

/** The first of each, then the second of each, and so on. */
function alternate<Item>(lists: Item[][]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

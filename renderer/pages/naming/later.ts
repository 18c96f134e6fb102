// Whom the user left for later while naming: kept on this machine, so that the next visit goes on at the same place.

import { useState } from 'react';

const LATER_KEY = 'kindred.namingLater';

export interface Later {
  people: ReadonlySet<number>;
  add(person: number): void;
  /** The one who was left last comes back. */
  bringBack(): void;
  clear(): void;
}

export function useLater(): Later {
  const [people, setPeople] = useState(kept);
  const keep = (next: number[]) => {
    window.localStorage.setItem(LATER_KEY, JSON.stringify(next));
    setPeople(next);
  };
  return {
    people: new Set(people),
    add: (person) => keep([...people.filter((each) => each !== person), person]),
    bringBack: () => keep(people.slice(0, -1)),
    clear: () => keep([]),
  };
}

function kept(): number[] {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(LATER_KEY) ?? '[]');
    return Array.isArray(found) ? found.filter((each): each is number => Number.isInteger(each)) : [];
  } catch {
    return []; // Something else wrote there: no person was left for later.
  }
}

// What the screen knows from the engine, kept by key: shared by all who show it, asked for again when it changed.

import { useSyncExternalStore } from 'react';
import type { CallName } from '../../app/contract.ts';

export interface Resource<State> {
  readonly call: CallName;
  snapshot(): State;
  subscribe(listener: () => void): () => void;
  isWatched(): boolean;
  /** Asks the engine again; what is known stays on the screen meanwhile. */
  refresh(): void;
}

/** The part that every resource shares: a state and those who watch it. */
export function observable<State>(initial: State) {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    snapshot: () => state,
    set(next: State) {
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isWatched: () => listeners.size > 0,
  };
}

const resources = new Map<string, Resource<unknown>>();

/** The resource of that key; it is made, and asked for, when somebody needs it first. */
export function resourceOf<R extends Resource<unknown>>(key: string, make: () => R): R {
  const known = resources.get(key);
  // A key begins with what made it, so the same key is always the same kind.
  if (known !== undefined) return known as R;
  const made = make();
  resources.set(key, made);
  made.refresh();
  return made;
}

export function useResource<State>(resource: Resource<State>): State {
  return useSyncExternalStore(resource.subscribe, resource.snapshot);
}

/** What is on the screen is asked for again; the rest is forgotten. */
export function refreshAll(isStale: (call: CallName) => boolean): void {
  for (const [key, resource] of resources) {
    if (!isStale(resource.call)) continue;
    if (resource.isWatched()) resource.refresh();
    else resources.delete(key);
  }
}

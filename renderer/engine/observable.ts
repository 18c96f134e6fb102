// A state of the screen's own that components watch: the part that one of them changes, others show.

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
  };
}

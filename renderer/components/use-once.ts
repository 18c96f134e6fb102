// What is done once, though its key is pressed twice before the engine has replied.

import { useRef } from 'react';

/** @returns what does the work, unless the same is under way: `what` says which work it is, and of what */
export function useOnce() {
  const underWay = useRef(new Set<string>());
  return async (what: string, work: () => Promise<void>): Promise<void> => {
    if (underWay.current.has(what)) return;
    underWay.current.add(what);
    try {
      await work();
    } finally {
      underWay.current.delete(what);
    }
  };
}

// Work that several ask for is done once, for all of them, and given up when the last of them has left.

export type SharedWork<Result> = (
  key: string,
  work: (signal: AbortSignal) => Promise<Result>,
  signal?: AbortSignal,
) => Promise<Result>;

interface Shared<Result> {
  result: Promise<Result>;
  controller: AbortController;
  asking: number;
}

/** @returns a function that joins the work under way of the same key; a signal lets its own caller leave */
export function shareWork<Result>(): SharedWork<Result> {
  const underWay = new Map<string, Shared<Result>>();

  function begin(key: string, work: (signal: AbortSignal) => Promise<Result>): Shared<Result> {
    const controller = new AbortController();
    const result = work(controller.signal).finally(() => {
      if (underWay.get(key)?.controller === controller) underWay.delete(key);
    });
    result.catch(() => undefined); // told to each caller below, of whom there may be none left
    const shared = { result, controller, asking: 0 };
    underWay.set(key, shared);
    return shared;
  }

  return async (key, work, signal) => {
    signal?.throwIfAborted();
    const shared = underWay.get(key) ?? begin(key, work);
    shared.asking++;
    const left = Promise.withResolvers<never>();
    const leave = () => {
      left.reject(signal?.reason as Error);
      if (--shared.asking > 0) return;
      underWay.delete(key); // the next call begins anew
      shared.controller.abort(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([shared.result, left.promise]);
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  };
}

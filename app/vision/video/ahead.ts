// Takes a few items from a source before they are asked for, so that it goes on while one is worked on.

import { ensure } from '../../ensure.ts';

/** @param most so many are held beside the one that is worked on; a source whose items are not all taken is ended */
export async function* ahead<Item>(source: AsyncGenerator<Item, void>, most: number): AsyncGenerator<Item, void> {
  const asked: Promise<IteratorResult<Item, void>>[] = [];
  const ask = () => {
    const next = source.next(); // it is worked out behind those that were asked for before
    next.catch(() => undefined); // thrown below, when its turn has come
    asked.push(next);
  };
  for (let early = 0; early < most; early++) ask();
  try {
    for (;;) {
      ask();
      const { value, done } = await ensure(asked.shift(), 'What was asked for');
      if (done === true) return;
      yield value;
    }
  } finally {
    await source.return();
  }
}

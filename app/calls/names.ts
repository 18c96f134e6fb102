// The calls about names that other programs gave: looking for them, and bringing them along.

import type { Engine } from '../contract.ts';
import type { NamesImporting } from '../library/names-import.ts';

type NamesCalls = Pick<Engine, Extract<keyof Engine, `names.${string}`>>;

export function makeNamesCalls(names: NamesImporting): NamesCalls {
  return {
    'names.get': () => names.get(),
    'names.find': ({ place, from }) => names.find(place, from),
    'names.apply': ({ one }) => names.apply(one),
    'names.cancel': () => names.cancel(),
  };
}

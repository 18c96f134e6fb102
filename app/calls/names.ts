// The calls about names in other programs: bringing along what they gave, and writing ours into sidecars.

import type { Engine } from '../contract.ts';
import type { NamesImporting } from '../library/names-import.ts';
import type { NamesWriter } from '../library/names-writing.ts';

type NamesCalls = Pick<Engine, Extract<keyof Engine, `names.${string}` | `sidecars.${string}`>>;

export function makeNamesCalls(names: NamesImporting, writer: NamesWriter): NamesCalls {
  return {
    'names.get': () => names.get(),
    'names.find': ({ place, from }) => names.find(place, from),
    'names.apply': ({ one }) => names.apply(one),
    'names.cancel': () => names.cancel(),

    'sidecars.get': () => writer.get(),
    'sidecars.change'({ folder, writes }) {
      writer.allow(folder, writes);
      return writer.get();
    },
    'sidecars.takeAway'() {
      writer.takeAway();
      return writer.get();
    },
    'sidecars.retry'() {
      writer.retry();
      return writer.get();
    },
  };
}

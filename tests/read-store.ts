// A library's store as it is at the moment, read beside what has it open.

import { openStoreReadOnly, type Store } from '../app/store/index.ts';

/** @param folder the library's */
export function readStore<Result>(folder: string, read: (store: Store) => Result): Result {
  const store = openStoreReadOnly(folder);
  try {
    return read(store);
  } finally {
    store.close();
  }
}

// Keeps the heap of a small library from growing to several times what it holds: what V8 once took it hardly gives back.

import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** Bytes. A larger heap grows by V8's own rule: collecting it more often would cost more than the memory is worth. */
const SMALL_HEAP = 128e6;
/** The heap may grow to half as much again as what lived at the last collection. */
const GROWTH_PERCENT = 50;
const V8_DECIDES = 0;
const CHECK_MS = 10_000;

/**
 * Pages of the heap that a collection emptied go into a pool of V8's, from which only a full collection returns them to the
 * system, which takes hundreds of milliseconds. By its own rule V8 lets a heap of 25 MB grow to four times that under many
 * short connections, and the process keeps all of it: so it is to collect sooner. V8 reads the flag at each collection.
 * @returns a function that leaves the growth to V8
 */
export function boundHeapGrowth(): () => void {
  let percent = V8_DECIDES;
  const set = (wanted: number) => {
    if (wanted === percent) return;
    percent = wanted;
    setFlagsFromString(`--heap-growing-percent=${percent}`);
  };
  const check = () => set(getHeapStatistics().used_heap_size < SMALL_HEAP ? GROWTH_PERCENT : V8_DECIDES);
  check();
  const checking = setInterval(check, CHECK_MS).unref();
  return () => {
    clearInterval(checking);
    set(V8_DECIDES);
  };
}

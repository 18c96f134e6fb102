// A thread that has made much it needs no more gives the memory back at once: V8 itself does so when nothing happens, which in the
// engine's thread would keep calls waiting.

/** Of the thread that asks, which stands still meanwhile. Nothing happens where V8 was started without its `gc`. */
export function clearUpMemory(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

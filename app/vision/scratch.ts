// Reuses the memory for a model's input, which is half of what a photo allocates and what V8 would have to collect.

/** As many as were ever in use at once: two photos are analysed side by side. */
const unused: Float32Array[] = [];

/**
 * @param fill receives that many values, with whatever was in them before; they are reused once its promise has settled
 * @returns what `fill` returns
 */
export async function withScratch<Result>(
  length: number,
  fill: (values: Float32Array) => Promise<Result>,
): Promise<Result> {
  const room = allocate(length);
  try {
    return await fill(room.subarray(0, length));
  } finally {
    unused.push(room);
  }
}

/** The smallest free one that is large enough; where there is none, a new one replaces one that is too small. */
function allocate(length: number): Float32Array {
  unused.sort((a, b) => a.length - b.length);
  const at = unused.findIndex((room) => room.length >= length);
  const [room] = unused.splice(at < 0 ? unused.length - 1 : at, 1);
  return room && room.length >= length ? room : new Float32Array(length);
}

// Room for what goes into a model, used again: it is half of what a photo allocates, and V8 clears up after all of it.

/** As many as were ever in use at once: two photos are analysed side by side. */
const unused: Float32Array[] = [];

/**
 * @param fill receives so many values, whatever they are; they are used again as soon as what it returns is settled
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

/** The smallest that will do; where none does, the new one takes the place of one that is too small. */
function allocate(length: number): Float32Array {
  unused.sort((a, b) => a.length - b.length);
  const at = unused.findIndex((room) => room.length >= length);
  const [room] = unused.splice(at < 0 ? unused.length - 1 : at, 1);
  return room && room.length >= length ? room : new Float32Array(length);
}

// Unit vectors of faces as bytes, which is how they are kept and sent: float16, little endian; and how alike two of them are.

export function encodeVector(vector: Float32Array): Uint8Array {
  return new Uint8Array(Float16Array.from(vector).buffer);
}

/** @returns the same memory where that is possible */
export function halvesOf(bytes: Uint8Array): Float16Array {
  const { buffer, byteOffset, length } = bytes;
  return byteOffset % Float16Array.BYTES_PER_ELEMENT === 0
    ? new Float16Array(buffer, byteOffset, length / Float16Array.BYTES_PER_ELEMENT)
    : new Float16Array(new Uint8Array(bytes).buffer);
}

export function decodeVector(bytes: Uint8Array): Float32Array {
  return Float32Array.from(halvesOf(bytes));
}

/** Of unit vectors of one model: their cosine similarity. A loop, as a function called for each number takes several times as long. */
export function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index] * b[index];
  return sum;
}

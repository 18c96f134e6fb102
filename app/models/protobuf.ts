// Writes Protocol Buffers, the format that ONNX files are in: fields one after the other, nothing else.

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** @param value a whole number, 0 to 2^53 */
export function integer(field: number, value: number): Uint8Array {
  return Buffer.concat([varint(field * 8 + VARINT), varint(value)]);
}

export function text(field: number, value: string): Uint8Array {
  return bytes(field, Buffer.from(value, 'utf8'));
}

export function bytes(field: number, value: Uint8Array): Uint8Array {
  return Buffer.concat([varint(field * 8 + LENGTH_DELIMITED), varint(value.length), value]);
}

/** A message inside a message; put together once, as a model's weights are a hundred megabytes. */
export function message(field: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([varint(field * 8 + LENGTH_DELIMITED), varint(length), ...parts]);
}

/** Seven bits a byte, lowest first; the eighth says that more follow. */
function varint(value: number): Uint8Array {
  const encoded: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) encoded.push((rest % 128) + 128);
  encoded.push(rest);
  return Uint8Array.from(encoded);
}

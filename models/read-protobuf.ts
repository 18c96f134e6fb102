// Reads Protocol Buffers, the format that ONNX files are in.

import { ensure } from '../app/ensure.ts';

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** The fields of one message, by their numbers. A repeated field keeps its order. */
export function fieldsOf(message: Uint8Array) {
  const numbers = new Map<number, number[]>();
  const parts = new Map<number, Uint8Array[]>();
  for (let at = 0; at < message.length;) {
    const [key, start] = varint(message, at);
    const [field, type] = [Math.floor(key / 8), key % 8];
    at = start;
    switch (type) {
      case VARINT: {
        const [value, next] = varint(message, at);
        list(numbers, field).push(value);
        at = next;
        break;
      }
      case LENGTH_DELIMITED: {
        const [length, from] = varint(message, at);
        list(parts, field).push(message.subarray(from, from + length));
        at = from + length;
        break;
      }
      case FIXED64:
        at += 8;
        break;
      case FIXED32:
        at += 4;
        break;
      default:
        throw new Error(`The message holds a field of the unknown kind ${type}.`);
    }
  }
  const texts = (field: number) => (parts.get(field) ?? []).map((part) => Buffer.from(part).toString('utf8'));
  return {
    messages: (field: number): Uint8Array[] => parts.get(field) ?? [],
    texts,
    text: (field: number): string => texts(field)[0] ?? '',
    /** One after the other, or packed into one part. */
    integers: (field: number): number[] => numbers.get(field) ?? (parts.get(field) ?? []).flatMap(packed),
    integer: (field: number): number => numbers.get(field)?.[0] ?? 0,
  };
}

function packed(part: Uint8Array): number[] {
  const values: number[] = [];
  for (let at = 0; at < part.length;) {
    const [value, next] = varint(part, at);
    values.push(value);
    at = next;
  }
  return values;
}

/** @returns the number, and where what follows it begins; seven bits a byte, lowest first */
function varint(message: Uint8Array, start: number): [value: number, next: number] {
  let value = 0;
  let factor = 1;
  for (let at = start; at < message.length; at++, factor *= 128) {
    const byte = ensure(message[at], 'A byte of the message');
    value += (byte % 128) * factor;
    if (byte < 128) return [value, at + 1];
  }
  throw new Error('The message ends in the middle of a number.');
}

function list<Item>(lists: Map<number, Item[]>, key: number): Item[] {
  const found = lists.get(key) ?? [];
  lists.set(key, found);
  return found;
}

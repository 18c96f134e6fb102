// A Node for Linux without what its ICU knows of languages other than English: more than a quarter of the file. Node's own
// `configure --with-intl=small-icu` leaves out nearly the same, but such a build is published nowhere.

import { exportedData, withoutPages } from './elf.ts';

/** Names of languages, countries and characters, spelt numbers, units, scripts, encodings; where lines break. */
const LEFT_OUT =
  /^(?:lang|rbnf|region|translit|unit)\/|^brkitr\/(?!(?:root|res_index|char|word|sent)\.)|\.(?:cfu|cnv|spp)$|^(?:cnvalias|unames)\./;
/** `de.res`, `zone/zh_Hant.res`. */
const OTHER_LANGUAGE = /^(?:\w+\/)?(?!en\.)[a-z]{2,3}(?:_\w+)?\.res$/;

interface Item {
  /** `icudt78l/zone/de.res` */
  name: string;
  bytes: Buffer;
}

/** @throws in words, where it is not built as is expected of Node */
export function withSmallIcu(node: Buffer): Buffer {
  const { start, length } = exportedData(node, /^icudt\d+_dat$/);
  const small = smallIcu(node.subarray(start, start + length));
  const overwritten = Buffer.from(node).fill(0, start, start + length);
  overwritten.set(small, start);
  return withoutPages(overwritten, start + small.length, start + length);
}

/** A header, then how many items there are and where the name and the bytes of each lie, then the names, then the bytes. */
function smallIcu(data: Buffer): Buffer {
  if (data.readUInt16BE(2) !== 0xda27 || data.toString('latin1', 12, 16) !== 'CmnD') {
    throw new Error('What it exports is no data of ICU.');
  }
  const headerLength = data.readUInt16LE(0);
  const kept = itemsIn(data.subarray(headerLength)).filter(({ name }) => {
    const path = name.slice(name.indexOf('/') + 1);
    return !LEFT_OUT.test(path) && !OTHER_LANGUAGE.test(path);
  });
  return Buffer.concat([data.subarray(0, headerLength), listed(kept)]);
}

function itemsIn(body: Buffer): Item[] {
  const count = body.readUInt32LE(0);
  return Array.from({ length: count }, (_, index) => {
    const [name, bytes] = [body.readUInt32LE(4 + 8 * index), body.readUInt32LE(8 + 8 * index)];
    const end = index + 1 < count ? body.readUInt32LE(16 + 8 * index) : body.length;
    return { name: body.toString('latin1', name, body.indexOf(0, name)), bytes: body.subarray(bytes, end) };
  });
}

/** Each item is as long as it was, with what it is filled up with, so that the next one begins at a multiple of 16 again. */
function listed(items: readonly Item[]): Buffer {
  const places = Buffer.alloc(4 + 8 * items.length);
  const names = Buffer.from(items.map(({ name }) => `${name}\0`).join(''), 'latin1');
  const filling = Buffer.alloc(-(places.length + names.length) & 15);
  places.writeUInt32LE(items.length);
  let nameAt = places.length;
  let bytesAt = places.length + names.length + filling.length;
  items.forEach(({ name, bytes }, index) => {
    places.writeUInt32LE(nameAt, 4 + 8 * index);
    places.writeUInt32LE(bytesAt, 8 + 8 * index);
    nameAt += name.length + 1;
    bytesAt += bytes.length;
  });
  return Buffer.concat([places, names, filling, ...items.map(({ bytes }) => bytes)]);
}

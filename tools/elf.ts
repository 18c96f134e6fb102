// What a program for Linux (ELF, 64 bits) holds under a name, and the same program without a part of it.

/** Where the fields of its headers lie. */
const FILE = { segments: 32, sections: 40, segmentCount: 56, sectionCount: 60, sectionNames: 62 };
const SEGMENT = { type: 0, offset: 8, address: 16, physical: 24, length: 32, memory: 40, alignment: 48, size: 56 };
const SECTION = { type: 4, offset: 24, length: 32, link: 40, size: 64 };
const SYMBOL = { name: 0, address: 8, length: 16, size: 24 };

const LOADED = 1;
const NOTE = 4;
const DYNAMIC_SYMBOLS = 11;

/** @returns where in the file that lies which is exported under the first name that fits */
export function exportedData(program: Buffer, wanted: RegExp): { start: number; length: number } {
  if (program.readUInt32BE(0) !== 0x7f454c46 || program.readUInt16LE(4) !== 0x0102) {
    throw new Error('It is no ELF file of 64 bits.');
  }
  const symbol = exportedSymbols(program).find(({ name }) => wanted.test(name));
  if (symbol === undefined) throw new Error(`It exports nothing that is called ${wanted.source}.`);
  const segment = loadedSegment(program, 'address', symbol.address);
  const start = symbol.address - number(segment, SEGMENT.address) + number(segment, SEGMENT.offset);
  return { start, length: symbol.length };
}

/**
 * Cuts out the whole pages that lie from here to there in the file. What follows keeps its address, so that a hole is left in
 * memory. The list of sections goes as well, which only linkers and debuggers read, and a note of which build it is.
 */
export function withoutPages(program: Buffer, from: number, to: number): Buffer {
  const all = segmentsOf(program);
  const parted = loadedSegment(program, 'offset', from);
  const partedAt = number(parted, SEGMENT.offset);
  // By a multiple of the largest page, as places in the file and in memory are the same ones of a page.
  const page = Math.max(...all.filter(isLoadedFromThere).map((segment) => number(segment, SEGMENT.alignment)));
  const [start, end] = [Math.ceil(from / page) * page, Math.floor(to / page) * page];
  if (start >= end) throw new Error('There is no whole page to cut out.');
  const note = noteAmong(all);
  const segments = all.filter((segment) => segment !== note).flatMap(movedOrParted);

  const ends = segments.map((segment) => number(segment, SEGMENT.offset) + number(segment, SEGMENT.length));
  const cut = Buffer.concat([program.subarray(0, start), program.subarray(end)]).subarray(0, Math.max(...ends));
  cut.set(Buffer.concat(segments), number(cut, FILE.segments));
  cut.writeBigUInt64LE(0n, FILE.sections);
  cut.writeUInt16LE(0, FILE.sectionCount);
  cut.writeUInt16LE(0, FILE.sectionNames);
  return cut;

  function isLoadedFromThere(segment: Buffer): boolean {
    return segment.readUInt32LE(SEGMENT.type) === LOADED && number(segment, SEGMENT.offset) >= partedAt;
  }

  function movedOrParted(segment: Buffer): Buffer[] {
    const offset = number(segment, SEGMENT.offset);
    if (!segment.equals(parted)) return [offset < end ? segment : changed(segment, { offset: offset - (end - start) })];
    const [head, behind] = [start - partedAt, end - partedAt];
    return [
      changed(segment, { length: head, memory: head }),
      changed(segment, {
        offset: start,
        address: number(segment, SEGMENT.address) + behind,
        physical: number(segment, SEGMENT.physical) + behind,
        length: number(segment, SEGMENT.length) - behind,
        memory: number(segment, SEGMENT.memory) - behind,
      }),
    ];
  }
}

/** The table of segments has room for no more: a note gives up its place to the second part. */
function noteAmong(segments: readonly Buffer[]): Buffer {
  const note = segments.find((segment) => segment.readUInt32LE(SEGMENT.type) === NOTE);
  if (note === undefined) throw new Error('It has no note whose place among the segments could be used.');
  return note;
}

function exportedSymbols(program: Buffer): { name: string; address: number; length: number }[] {
  const sections = table(program, FILE.sections, FILE.sectionCount, SECTION.size);
  const listed = sections.find((section) => section.readUInt32LE(SECTION.type) === DYNAMIC_SYMBOLS);
  const names = listed && sections[listed.readUInt32LE(SECTION.link)];
  if (listed === undefined || names === undefined) throw new Error('It exports nothing.');
  const [letters, symbols] = [contents(program, names), contents(program, listed)];
  return rows(symbols, SYMBOL.size).map((symbol) => {
    const start = symbol.readUInt32LE(SYMBOL.name);
    return {
      name: letters.toString('latin1', start, letters.indexOf(0, start)),
      address: number(symbol, SYMBOL.address),
      length: number(symbol, SYMBOL.length),
    };
  });
}

function contents(program: Buffer, section: Buffer): Buffer {
  const start = number(section, SECTION.offset);
  return program.subarray(start, start + number(section, SECTION.length));
}

function loadedSegment(program: Buffer, by: 'offset' | 'address', place: number): Buffer {
  const found = segmentsOf(program).find((segment) => {
    const within = place - number(segment, SEGMENT[by]);
    return segment.readUInt32LE(SEGMENT.type) === LOADED && within >= 0 && within < number(segment, SEGMENT.length);
  });
  if (found === undefined) throw new Error(`Nothing is loaded from ${by} ${place}.`);
  return found;
}

function segmentsOf(program: Buffer): Buffer[] {
  return table(program, FILE.segments, FILE.segmentCount, SEGMENT.size);
}

function table(program: Buffer, place: number, count: number, size: number): Buffer[] {
  const start = number(program, place);
  return rows(program.subarray(start, start + program.readUInt16LE(count) * size), size);
}

function rows(listed: Buffer, size: number): Buffer[] {
  return Array.from({ length: listed.length / size }, (_, row) => listed.subarray(row * size, (row + 1) * size));
}

function changed(segment: Buffer, fields: Partial<Record<keyof typeof SEGMENT, number>>): Buffer {
  const copy = Buffer.from(segment);
  for (const [name, place] of Object.entries(SEGMENT)) {
    const value = fields[name as keyof typeof SEGMENT]; // its keys are its type
    if (value !== undefined) copy.writeBigUInt64LE(BigInt(value), place);
  }
  return copy;
}

function number(header: Buffer, place: number): number {
  return Number(header.readBigUInt64LE(place));
}

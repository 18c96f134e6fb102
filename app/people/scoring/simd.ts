// A WebAssembly program of two functions, written here instruction by instruction: inner products of whole numbers of 16 bits, eight
// at a time. V8 has no such instruction for JavaScript, and loops there take thirty times as long. Opcodes are those of the
// WebAssembly core specification 2.0, chapter 5.

/** Vectors that are compared in one turn of the innermost loop: each number that is read is used twice or four times. */
export const [ROWS_IN_TILE, COLUMNS_IN_TILE] = [4, 2];
/** Numbers that one instruction takes. */
export const LANES = 8;

/**
 * Products of `rows` vectors with `columns` others, all in one memory: a column's products with all rows lie one after the other
 * in `out`, as whole numbers of 32 bits. Places are bytes and multiples of 16, as is `stride`, from one vector to the next.
 * @param rows a multiple of `ROWS_IN_TILE`. @param columns a multiple of `COLUMNS_IN_TILE`
 * @param compared how many bytes of each vector: a multiple of 16 as well
 */
export type Products = (
  row: number,
  rows: number,
  column: number,
  columns: number,
  stride: number,
  compared: number,
  out: number,
) => void;

/**
 * Products of one vector with others that lie anywhere in the same memory. Places are bytes and multiples of 16, as is `compared`.
 * @param list where the places of the others stand, as whole numbers of 32 bits, up to `listEnd`: at least one
 * @param to receives the products, as whole numbers of 32 bits
 */
export type ListedProducts = (own: number, list: number, listEnd: number, compared: number, to: number) => void;

type Code = readonly number[];

const [I32, V128] = [0x7f, 0x7b];
/** "\0asm", and version 1. */
const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const VOID = 0x40;
const FUNCTION = 0x60;

/** Parameters, then variables; the last ones hold eight numbers each, or four sums. */
const PARAMETERS = ['row', 'rows', 'column', 'columns', 'stride', 'compared', 'out'] as const;
const PLACES = ['i', 'j', 'end', 'row0', 'row1', 'row2', 'row3', 'column0', 'column1', 'target'] as const;
const SUMS = ['sum00', 'sum01', 'sum10', 'sum11', 'sum20', 'sum21', 'sum30', 'sum31'] as const;
const NUMBERS = ['values', 'others0', 'others1'] as const;
const VARIABLES = [...PARAMETERS, ...PLACES, ...SUMS, ...NUMBERS] as const;
/** Of the second function. */
const LISTED_PARAMETERS = ['own', 'list', 'listEnd', 'listedBytes', 'to'] as const;
const LISTED_PLACES = ['at', 'atEnd', 'other'] as const;
const LISTED_VARIABLES = [...LISTED_PARAMETERS, ...LISTED_PLACES, 'sum'] as const;
type Variable = (typeof VARIABLES)[number] | (typeof LISTED_VARIABLES)[number];

/** No name is in both functions. */
const numberOf = (name: string): number =>
  Math.max(
    VARIABLES.findIndex((variable) => variable === name),
    LISTED_VARIABLES.findIndex((variable) => variable === name),
  );
const get = (name: Variable): Code => [0x20, numberOf(name)];
const set = (name: Variable, value: Code): Code => [...value, 0x21, numberOf(name)];
const constant = (value: number): Code => [0x41, value]; // below 64: one byte
const add = (one: Code, other: Code): Code => [...one, ...other, 0x6a];
const multiply = (one: Code, other: Code): Code => [...one, ...other, 0x6c];
const isBelow = (one: Code, other: Code): Code => [...one, ...other, 0x49];
const shiftLeft = (value: Code, bits: number): Code => [...value, ...constant(bits), 0x74];
const increase = (name: Variable, by: Code): Code => set(name, add(get(name), by));
const loadInteger = (place: Code): Code => [...place, 0x28, 2, 0];
const storeInteger = (place: Code, offset: number, value: Code): Code => [...place, ...value, 0x36, 2, offset];
/** Again as long as the condition holds, and once at least. */
const loop = (body: Code, condition: Code): Code => [0x03, VOID, ...body, ...condition, 0x0d, 0, 0x0b];
/** Instructions for 128 bits have a prefix, and numbers that may take two bytes. */
const wide = (operation: number): Code => [0xfd, ...unsigned(operation)];
const loadWide = (place: Code): Code => [...place, ...wide(0x00), 4, 0];
const zeros: Code = [...wide(0x0c), ...Array.from({ length: 16 }, () => 0)];
/** i32x4.dot_i16x8_s and i32x4.add: eight products, added up in pairs, to the four sums. */
const addProducts = (sum: Variable, one: Variable, other: Variable): Code =>
  set(sum, [...get(sum), ...get(one), ...get(other), ...wide(0xba), ...wide(0xae)]);
/** One of the four sums: i32x4.extract_lane. */
const partOf = (name: Variable, at: number): Code => [...get(name), ...wide(0x1b), at];
const sumOf = (name: Variable): Code =>
  add(add(partOf(name, 0), partOf(name, 1)), add(partOf(name, 2), partOf(name, 3)));

const ROW_PLACES = ['row0', 'row1', 'row2', 'row3'] as const;
const TILE = [
  ['sum00', 'sum01'],
  ['sum10', 'sum11'],
  ['sum20', 'sum21'],
  ['sum30', 'sum31'],
] as const;
const BYTES_AT_ONCE = 16;

const tile: Code = [
  ...SUMS.flatMap((sum) => set(sum, zeros)),
  ...set('row0', add(get('row'), multiply(get('i'), get('stride')))),
  ...set('end', add(get('row0'), get('compared'))),
  ...set('row1', add(get('row0'), get('stride'))),
  ...set('row2', add(get('row1'), get('stride'))),
  ...set('row3', add(get('row2'), get('stride'))),
  ...set('column0', add(get('column'), multiply(get('j'), get('stride')))),
  ...set('column1', add(get('column0'), get('stride'))),
  ...loop(
    [
      ...set('others0', loadWide(get('column0'))),
      ...set('others1', loadWide(get('column1'))),
      ...ROW_PLACES.flatMap((row, at) => {
        const [first, second] = TILE[at] ?? TILE[0];
        const read = set('values', loadWide(get(row)));
        return [...read, ...addProducts(first, 'values', 'others0'), ...addProducts(second, 'values', 'others1')];
      }),
      ...[...ROW_PLACES, 'column0' as const, 'column1' as const].flatMap((place) =>
        increase(place, constant(BYTES_AT_ONCE)),
      ),
    ],
    isBelow(get('row0'), get('end')),
  ),
  ...set('target', add(get('out'), shiftLeft(add(multiply(get('j'), get('rows')), get('i')), 2))),
  ...TILE.flatMap(([first], at) => storeInteger(get('target'), 4 * at, sumOf(first))),
  ...increase('target', shiftLeft(get('rows'), 2)),
  ...TILE.flatMap(([, second], at) => storeInteger(get('target'), 4 * at, sumOf(second))),
];

const body: Code = [
  ...set('j', constant(0)),
  ...loop(
    [
      ...set('i', constant(0)),
      ...loop([...tile, ...increase('i', constant(ROWS_IN_TILE))], isBelow(get('i'), get('rows'))),
      ...increase('j', constant(COLUMNS_IN_TILE)),
    ],
    isBelow(get('j'), get('columns')),
  ),
  0x0b,
];

const INTEGER_BYTES = 4;

const listedBody: Code = [
  ...loop(
    [
      ...set('sum', zeros),
      ...set('other', loadInteger(get('list'))),
      ...set('at', get('own')),
      ...set('atEnd', add(get('own'), get('listedBytes'))),
      ...loop(
        [
          ...set('sum', [
            ...get('sum'),
            ...loadWide(get('at')),
            ...loadWide(get('other')),
            ...wide(0xba),
            ...wide(0xae),
          ]),
          ...increase('at', constant(BYTES_AT_ONCE)),
          ...increase('other', constant(BYTES_AT_ONCE)),
        ],
        isBelow(get('at'), get('atEnd')),
      ),
      ...storeInteger(get('to'), 0, sumOf('sum')),
      ...increase('to', constant(INTEGER_BYTES)),
      ...increase('list', constant(INTEGER_BYTES)),
    ],
    isBelow(get('list'), get('listEnd')),
  ),
  0x0b,
];

let compiled: WebAssembly.CompiledModule | undefined;

/** @param memory that the vectors and the products lie in */
export function productsIn(memory: WebAssembly.Memory): { products: Products; listed: ListedProducts } {
  compiled ??= new WebAssembly.Module(program());
  const { exports } = new WebAssembly.Instance(compiled, { here: { memory } });
  return { products: exports['products'] as Products, listed: exports['listed'] as ListedProducts }; // as they are written above
}

function program(): Uint8Array<ArrayBuffer> {
  const functions = [
    written(body, PLACES.length, SUMS.length + NUMBERS.length),
    written(listedBody, LISTED_PLACES.length, 1),
  ];
  return Uint8Array.from([
    ...MAGIC_AND_VERSION,
    ...section(1, list([PARAMETERS, LISTED_PARAMETERS].map((names) => [FUNCTION, ...list(names.map(() => [I32])), 0]))),
    ...section(2, list([[...text('here'), ...text('memory'), 2, 0, 1]])),
    ...section(3, list([[0], [1]])),
    ...section(7, list(['products', 'listed'].map((name, number) => [...text(name), 0, number]))),
    ...section(10, list(functions.map((code) => [...unsigned(code.length), ...code]))),
  ]);
}

/** A function's body behind the kinds of its variables: whole numbers first, then those of 128 bits. */
function written(code: Code, integers: number, wideOnes: number): Code {
  const kinds = list([
    [...unsigned(integers), I32],
    [...unsigned(wideOnes), V128],
  ]);
  return [...kinds, ...code];
}

function section(id: number, contents: Code): Code {
  return [id, ...unsigned(contents.length), ...contents];
}

function list(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function text(ascii: string): Code {
  return [ascii.length, ...Buffer.from(ascii)];
}

/** LEB128: seven bits a byte, the lowest first. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

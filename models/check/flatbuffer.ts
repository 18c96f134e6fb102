// Reads FlatBuffers: tables whose fields are found by number, and which are left out where they have their default.

export interface FlatTable {
  byte(field: number): number;
  integer(field: number): number;
  integers(field: number): number[];
  bytes(field: number): Uint8Array;
  table(field: number): FlatTable | undefined;
  tables(field: number): FlatTable[];
}

export function rootTable(file: Uint8Array): FlatTable {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return tableAt(view.getUint32(0, true));

  function tableAt(start: number): FlatTable {
    const places = start - view.getInt32(start, true);
    /** Where the field is, or undefined if it was left out. */
    const place = (field: number): number | undefined => {
      const entry = 4 + 2 * field;
      const offset = entry < view.getUint16(places, true) ? view.getUint16(places + entry, true) : 0;
      return offset === 0 ? undefined : start + offset;
    };
    const follow = (at: number) => at + view.getUint32(at, true);
    const valueOr0 = (field: number, read: (at: number) => number) => {
      const at = place(field);
      return at === undefined ? 0 : read(at);
    };
    /** Where a list's elements start, and how many there are. */
    const list = (field: number): [start: number, length: number] => {
      const at = place(field);
      return at === undefined ? [0, 0] : [follow(at) + 4, view.getUint32(follow(at), true)];
    };
    const elements = <T>(field: number, read: (at: number) => T): T[] => {
      const [first, length] = list(field);
      return Array.from({ length }, (_, index) => read(first + 4 * index));
    };
    return {
      byte: (field) => valueOr0(field, (at) => view.getInt8(at)),
      integer: (field) => valueOr0(field, (at) => view.getInt32(at, true)),
      integers: (field) => elements(field, (at) => view.getInt32(at, true)),
      bytes: (field) => {
        const [first, length] = list(field);
        return file.subarray(first, first + length);
      },
      table: (field) => {
        const at = place(field);
        return at === undefined ? undefined : tableAt(follow(at));
      },
      tables: (field) => elements(field, (at) => tableAt(follow(at))),
    };
  }
}

// Indices in a plain array of numbers that is used again: there are as many lists as clusters, and what they leave behind in memory
// has to be cleared up.

export class IndexList {
  length: number;
  private items: Int32Array;

  constructor(items: Int32Array) {
    this.items = items;
    this.length = items.length;
  }

  at(place: number): number {
    return this.items[place];
  }

  /** @param items the first `count` of them take the place of those that were here */
  replace(items: Int32Array, count: number): void {
    this.length = 0;
    this.append(items, count);
  }

  append(items: Int32Array, count: number): void {
    const first = this.length;
    this.length += count;
    if (this.length > this.items.length) {
      const room = new Int32Array(roomier(this.length));
      room.set(this.items.subarray(0, first));
      this.items = room;
    }
    this.items.set(items.subarray(0, count), first);
  }
}

/** A quarter more than is needed: a list grows with nearly every join. */
export function roomier(length: number): number {
  return length + (length >> 2);
}

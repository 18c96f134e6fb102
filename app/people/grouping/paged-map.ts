// Hundreds of thousands of items by their ids, in the order of these.

import { ensure } from '../../ensure.ts';

const IDS_IN_PAGE = 4096;

/**
 * As a map, but it grows by a page at a time. A map doubles in one go: past 131,072 items two of them kept every call
 * waiting for 30 to 90 ms, most of it for memory that is new. Ids are whole numbers from 1, with few gaps.
 */
export class PagedMap<Item extends object> {
  readonly #pages: (Item | undefined)[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(id: number): boolean {
    return this.get(id) !== undefined;
  }

  get(id: number): Item | undefined {
    return this.#pages.at(Math.floor(id / IDS_IN_PAGE))?.[id % IDS_IN_PAGE];
  }

  set(id: number, item: Item): void {
    const number = Math.floor(id / IDS_IN_PAGE);
    while (this.#pages.length <= number) this.#pages.push([]);
    const page = ensure(this.#pages[number], 'The page of an id');
    if (page[id % IDS_IN_PAGE] === undefined) this.#size++;
    page[id % IDS_IN_PAGE] = item;
  }

  delete(id: number): void {
    const page = this.#pages.at(Math.floor(id / IDS_IN_PAGE));
    if (page?.[id % IDS_IN_PAGE] === undefined) return;
    page[id % IDS_IN_PAGE] = undefined;
    this.#size--;
  }

  /** In the order of their ids, up to a few thousand at a time. */
  *pages(): Generator<Item[], void> {
    for (const page of this.#pages) yield page.filter((item) => item !== undefined);
  }

  /** In the order of their ids. */
  values(): Item[] {
    return [...this.pages()].flat();
  }
}

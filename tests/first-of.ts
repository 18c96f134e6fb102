// The first few of a list, in a test that knows how many there are.

/** Grows by one item until it has `Count`. */
type Tuple<Item, Count extends number, Items extends Item[] = []> = Items['length'] extends Count
  ? Items
  : Tuple<Item, Count, [...Items, Item]>;

/** @throws Error when there are fewer, instead of an undefined that goes on */
export function firstOf<Count extends number, Item>(count: Count, items: Iterable<Item>): Tuple<Item, Count> {
  const first = [...items].slice(0, count);
  if (first.length < count) throw new Error(`There are ${first.length} of the ${count} that this test wants.`);
  return first as Tuple<Item, Count>; // as many, which was just checked
}

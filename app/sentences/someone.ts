// A person in a sentence: by name, or by how often they were seen.

export interface Someone {
  name: string | null;
  photos: number;
}

/** As many are said one by one. */
const MOST_NAMED_SINGLY = 3;
/** Of more, names that are read at a glance; the rest is counted. */
const MOST_NAMES = 5;

/**
 * Several people, as the parts of a list: a few one by one, of more those with a name, and then how many there are
 * beside them.
 * @param others how many more there are; `isAll`: none was named before
 */
export function inShort(
  people: readonly Someone[],
  one: (person: Someone) => string,
  others: (value: number, isAll: boolean) => string,
): string[] {
  if (people.length <= MOST_NAMED_SINGLY) return people.map(one);
  const named = people.filter(({ name }) => name !== null).slice(0, MOST_NAMES);
  const rest = people.length - named.length;
  return [...named.map(one), ...(rest > 0 ? [others(rest, named.length === 0)] : [])];
}

// Parts of the people: what is chosen on one is tried on the others.

/** By a hash of the name, so that everyone is always in the same one. */
export function partOf(person: string, parts: number): number {
  let hash = 0;
  for (const letter of person) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return (hash >>> 7) % parts;
}

export function halfOf(person: string): number {
  return partOf(person, 2);
}

// Half of the people: what is chosen on one half is tried on the other.

/** By a hash of the name, so that everyone is always in the same half. */
export function halfOf(person: string): 0 | 1 {
  let hash = 0;
  for (const letter of person) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return ((hash >>> 7) & 1) as 0 | 1; // one bit
}

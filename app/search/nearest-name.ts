// Which name was meant by one that nobody has: letters left out, too many, wrong, or in the wrong order.

/** Shorter words are too much alike. */
const SHORTEST_MISSPELT = 4;
/** From so many letters on, two may be wrong. */
const LONG_WORD = 6;

/**
 * @param sought folded, as names are compared
 * @returns those of the names that are nearest to it, if any is near enough to be meant
 */
export function nearestNames(sought: string, names: Iterable<string>): string[] {
  if ([...sought].length < SHORTEST_MISSPELT || /\d/.test(sought)) return [];
  let most = [...sought].length < LONG_WORD ? 1 : 2;
  let nearest: string[] = [];
  for (const name of names) {
    const distance = editDistance(sought, name, most);
    if (distance > most) continue;
    if (distance < most) nearest = [];
    most = distance;
    nearest.push(name);
  }
  return nearest;
}

/**
 * How many letters have to be put in, taken out, replaced, or swapped with their neighbour: optimal string alignment
 * (Damerau 1964, "A technique for computer detection and correction of spelling errors").
 * @returns more than `most` where it is more than that
 */
export function editDistance(one: string, other: string, most: number): number {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of a.entries()) {
    const current = [row + 1];
    for (const [column, against] of b.entries()) {
      const replaced = at(last, column) + (letter === against ? 0 : 1);
      let best = Math.min(replaced, at(last, column + 1) + 1, at(current, column) + 1);
      if (row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === against) {
        best = Math.min(best, at(beforeLast, column - 1) + 1);
      }
      current.push(best);
    }
    if (Math.min(...current) > most) return most + 1;
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

// How old a person was on a day.

/**
 * @param born as a day: 2019-07-04. @param at a day or a local time
 * @returns whole months; null before the birth
 */
export function ageInMonths(born: string, at: string): number | null {
  const [bornYear, bornMonth, bornDay] = numbersOf(born);
  const [year, month, day] = numbersOf(at);
  const months = 12 * (year - bornYear) + month - bornMonth - (day < bornDay ? 1 : 0);
  return months < 0 ? null : months;
}

function numbersOf(day: string): [year: number, month: number, day: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

// The months' names in English and German, short and whole, folded: in small letters, without accents.

export const MONTH_NAMES: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'janner'],
  ['february', 'feb', 'februar'],
  ['march', 'mar', 'marz', 'mrz'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'jun', 'juni'],
  ['july', 'jul', 'juli'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['october', 'oct', 'oktober', 'okt'],
  ['november', 'nov'],
  ['december', 'dec', 'dezember', 'dez'],
];

/** @param folded a full stop may shorten it: jan. @returns 1 to 12; 0: no month */
export function monthOf(folded: string): number {
  return MONTH_NAMES.findIndex((names) => names.includes(folded.replace(/\.$/, ''))) + 1;
}

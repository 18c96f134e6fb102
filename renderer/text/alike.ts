// What is the same to a reader, whatever its capitals and accents: as the engine compares names, while one types.

import { locale } from './language.ts';

const collator = new Intl.Collator(locale, { usage: 'search', sensitivity: 'base' });

export function isAlike(one: string, other: string): boolean {
  return collator.compare(one, other) === 0;
}

/** Also in the middle of a word: “urlaub” is in “Sommerurlaub”. */
export function holds(text: string, sought: string): boolean {
  const [whole, part] = [text.normalize(), sought.normalize()];
  const starts = Array.from({ length: Math.max(0, whole.length - part.length + 1) }, (_, start) => start);
  return starts.some((start) => isAlike(whole.slice(start, start + part.length), part));
}

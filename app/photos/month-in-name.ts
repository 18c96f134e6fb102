// The month that a word in the name of a file means.

import { ensure } from '../ensure.ts';
import { monthOf } from '../sentences/months.ts';
import { foldText } from '../store/index.ts';

/** People and their systems name files in their own language, whichever Kindred speaks. */
const LANGUAGES = 'bg cs da el es fi fr hr hu it nb nl pl pt ro ru sk sl sv tr uk'.split(' ');
const MONTHS = 12;

/** By Unicode's names (CLDR), alone and as they stand in a date. Made when it is first needed. */
let numbers: Map<string, number> | undefined;

/** @returns 1 to 12; 0: no month, or another one in another language, as listopad, which is October in Zagreb and November in Prague */
export function monthInName(word: string): number {
  numbers ??= monthsAbroad();
  // Folded, março would be Marco.
  return monthOf(foldText(word)) || (numbers.get(word.toLowerCase()) ?? 0);
}

function monthsAbroad(): Map<string, number> {
  const meanings = new Map<string, Set<number>>();
  for (const language of LANGUAGES) {
    const alone = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
    const dated = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: 'UTC' });
    for (let month = 1; month <= MONTHS; month++) {
      for (const format of [alone, dated]) {
        const word = nameOf(format, month);
        meanings.set(word, (meanings.get(word) ?? new Set()).add(month));
      }
    }
  }
  return new Map(
    [...meanings].flatMap(([word, [month = 0, ...others]]) => (others.length === 0 ? [[word, month]] : [])),
  );
}

function nameOf(format: Intl.DateTimeFormat, month: number): string {
  const parts = format.formatToParts(new Date(Date.UTC(2001, month - 1, 3)));
  return ensure(parts.find(({ type }) => type === 'month'))
    .value.normalize('NFC')
    .toLowerCase();
}

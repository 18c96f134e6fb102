// When two words are the same to a reader: without capitals, accents and other ways of writing one letter.

import type SQLite from 'better-sqlite3';

/**
 * Accents of scripts in which people leave them out. Elsewhere such a mark makes another letter: か is not が, and in
 * Devanagari or Thai it is the vowel.
 */
const ACCENTS =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]\p{Mn}*)\p{Mn}/gu;

/** Letters that Unicode takes for other ones, and that a keyboard without them writes so. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  '’': "'",
  ʼ: "'",
};
const ANY_LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/**
 * The form in which names and words are compared, never shown: compatibility decomposition (Unicode Standard Annex 15,
 * NFKD), without accents, in small letters.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(ANY_LETTER, (letter) => LETTERS[letter] ?? letter);
}

/** The same inside SQL, as `fold_text(…)`. Not in an index: other programs that check the file do not know it. */
export function defineFoldText(database: SQLite.Database): void {
  database.function('fold_text', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldText(text) : null,
  );
}

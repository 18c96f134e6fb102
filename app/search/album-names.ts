// Which albums are called as was typed: from the beginning of a word on, or else nearly so, as people are found.

import { nearestNames } from './nearest-name.ts';
import { startsWord, tokenize } from './words.ts';

/** @returns those that are called exactly so first, otherwise in their order */
export function albumsCalled<Album extends { name: string }>(typed: string, albums: readonly Album[]): Album[] {
  const sought = wordsOf(typed);
  if (sought === '') return [];
  const called = albums.map((album) => ({ album, words: wordsOf(album.name) }));
  const exact = called.filter(({ words }) => words === sought);
  const begun = called.filter(({ words }) => words !== sought && startsWord(words, sought));
  if (exact.length + begun.length > 0) return [...exact, ...begun].map(({ album }) => album);
  const nearest = new Set(
    nearestNames(
      sought,
      called.map(({ words }) => words),
    ),
  );
  return called.filter(({ words }) => nearest.has(words)).map(({ album }) => album);
}

/** As they are compared; commas and quotation marks count for nothing. */
function wordsOf(text: string): string {
  return tokenize(text)
    .map(({ folded }) => folded)
    .join(' ');
}

// The words on the screen, in the language in use; a language is a file beside this one and a folder of rooms.

import { inWords, type Sentence } from '../../app/sentences/sentence.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { language, type Language } from './language.ts';

/** Every language says all that English says: one that does not is not compiled. */
const languages: Record<Language, typeof en> = { en, de };

export const text: typeof en = languages[language];

/** What the engine says, in that language. */
export function wordsOf(sentence: Sentence): string {
  return inWords(text.engine, sentence);
}

// A sentence in two columns: as it was said in English, and apart from the language.

import { z } from 'zod';
import type { Sentence } from '../sentences/sentence.ts';

const Words = z.object({ id: z.string(), values: z.record(z.string(), z.unknown()) });

/** The English text, and JSON or null. */
export function sentenceColumns({ text, id, values }: Sentence): [text: string, words: string | null] {
  return [text, id === null ? null : JSON.stringify({ id, values })];
}

export function sentenceFrom(text: string, words: string | null): Sentence {
  const { id, values } = words === null ? { id: null, values: {} } : Words.parse(JSON.parse(words));
  return { text, id, values };
}

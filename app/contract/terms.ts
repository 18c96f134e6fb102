// What all rooms of the contract speak in: ids, boxes, times, names, sentences.

import { z } from 'zod';
import type { SentenceId } from '../sentences/sentence.ts';

/** What is said to a person: see sentences/sentence.ts. */
export const Sentence = z.object({
  text: z.string(),
  id: z.string().nullable(),
  values: z.record(z.string(), z.unknown()),
});

export const Id = z.int().positive();

export const Count = z.int().nonnegative();

/** `main`: named or seen often enough; `seldom`: unnamed, once or twice; `hidden`: by the user. */
export const PeopleBySection = z.object({ main: Count, seldom: Count, hidden: Count });
export type PeopleBySection = z.output<typeof PeopleBySection>;

/** Pixels of the upright, full-size photo: left, top, width, height. */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/**
 * When a photo was taken, as local time without a zone and as far as it is known: 2005, 1985-08, 2019-07-04,
 * 2019-07-04T18:30, 2019-07-04T18:30:00. It sorts by the middle of what it names. null: nothing says so.
 */
export const LocalTime = z.string().nullable();

/** How much of a time is known. */
export const Precision = z.enum(['year', 'month', 'day', 'minute', 'second']);
export type Precision = z.output<typeof Precision>;

export const PartialTime = z.string().regex(/^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?$/);

export const Offset = z.string().regex(/^[+-]\d\d:\d\d$/);

export const Page = { offset: Count.default(0), limit: z.int().min(1).max(1000).default(200) };

/**
 * Invisible characters that come along when text is copied: they make two names look the same, or reverse the text
 * behind them. Joiners, which some scripts need, are allowed.
 */
export const INVISIBLE_CHARACTERS = /[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** What is left of a name without what nobody sees, or types by mistake. */
export const cleanName = (name: string): string =>
  name.normalize('NFC').replace(/\s+/g, ' ').replace(INVISIBLE_CHARACTERS, '').trim();

export const LONGEST_NAME = 200;

export const Name = z
  .string()
  .transform(cleanName)
  .pipe(
    z
      .string()
      .min(1, 'nameMissing' satisfies SentenceId)
      .max(LONGEST_NAME, 'nameTooLong' satisfies SentenceId),
  );

/** Of a photo. */
export const Title = z
  .string()
  .max(1000)
  .transform((title) => title.normalize('NFC').replace(INVISIBLE_CHARACTERS, '').trim());

export const Problem = z.object({ message: Sentence, hint: Sentence });

/** A day without a zone: 2019-07-04. */
export const Day = z.iso.date();

// Calls about people: who there is, names, merging and splitting, checking.

import { z } from 'zod';
import type { SentenceId } from '../sentences/sentence.ts';
import { Recorded, call, none } from './call.ts';
import { Face, PersonCard, PhotoCard, Town } from './cards.ts';
import { Count, Day, INVISIBLE_CHARACTERS, Id, LocalTime, Name, Page, PeopleBySection } from './terms.ts';

const Named = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('named'), person: PersonCard, ...Recorded }),
  /**
   * Others are called that, those on the most photos first: ask whether one of them is this person. Then either merge
   * with that one, or name again with `keepBoth`.
   */
  z.object({ outcome: z.literal('taken'), namesakes: z.array(PersonCard).min(1) }),
]);

const Note = z
  .string()
  .transform((note) =>
    note
      .normalize('NFC')
      .replace(INVISIBLE_CHARACTERS, (sign) => (sign === '\n' ? sign : ''))
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(1)
      .max(5000, 'noteTooLong' satisfies SentenceId),
  );

export const peopleCalls = {
  'people.list': call(
    z.object({ section: z.enum(['main', 'seldom', 'hidden']).default('main'), ...Page }),
    z.object({
      people: z.array(PersonCard),
      total: Count,
      sections: PeopleBySection,
      /** No person has been seen three times yet: then `main` holds all people. */
      isEarly: z.boolean(),
    }),
    { reads: ['people'], needsFaces: false },
  ),
  'people.get': call(
    z.object({ person: Id }),
    z.object({
      person: PersonCard,
      firstTakenAt: LocalTime,
      lastTakenAt: LocalTime,
      /** Where most of the photos were taken, as far as they say: none to three towns. */
      towns: z.array(Town.omit({ region: true })),
      note: z.string().nullable(),
      born: Day.nullable(),
    }),
    { reads: ['people'], needsFaces: false },
  ),
  'people.photos': call(
    z.object({ person: Id, ...Page }),
    z.object({ photos: z.array(PhotoCard.extend({ face: Id })), total: Count }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
  'people.faces': call(z.object({ person: Id, ...Page }), z.object({ faces: z.array(Face), total: Count }), {
    reads: ['people'],
    needsFaces: false,
  }),
  /** Who is most often on the same photos, on how many; `query` finds them. */
  'people.together': call(
    z.object({ person: Id, limit: z.int().min(1).max(100).default(12) }),
    z.object({
      people: z.array(z.object({ person: PersonCard, photos: Count, mentions: z.tuple([z.string(), z.string()]) })),
    }),
    { reads: ['people', 'photos'], needsFaces: false },
  ),
  'people.favourite': call(z.object({ people: z.array(Id).min(1), favourite: z.boolean() }), z.object(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** What is left out stays as it is; null takes it away. */
  'people.details': call(
    z.object({ person: Id, note: Note.nullable().optional(), born: Day.nullable().optional() }),
    PersonCard.extend(Recorded),
    { changes: ['people'], needsFaces: true },
  ),
  /** People whose name contains what was typed, best first; and whether it is the whole name of one. */
  'people.suggest': call(
    z.object({ typed: z.string() }),
    z.object({ people: z.array(PersonCard), isTaken: z.boolean() }),
    { reads: ['people'], needsFaces: false },
  ),
  /** `name: null` takes the name away. */
  'people.name': call(
    z.object({ person: Id, name: Name.nullable(), ifTaken: z.enum(['ask', 'keepBoth']).default('ask') }),
    Named,
    { changes: ['people'], needsFaces: true },
  ),
  'people.merge': call(z.object({ people: z.array(Id).min(1), into: Id }), PersonCard.extend(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  'people.hide': call(z.object({ people: z.array(Id).min(1), hidden: z.boolean() }), z.object(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** Those without a name, no favourites, who are on one photo only, as one action. `people`: how many. */
  'people.hideSeenOnce': call(none, z.object({ people: Count, ...Recorded }), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** These faces are someone else: they leave their person and become a new one, for ever apart from the old. */
  'people.split': call(z.object({ person: Id, faces: z.array(Id).min(1) }), PersonCard.extend(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** Who else may be this person, the most probable first: "Is this also Anna?" */
  'people.alike': call(
    z.object({ person: Id, limit: z.int().min(1).max(100).default(24) }),
    z.object({ people: z.array(z.object({ person: PersonCard, probability: z.number() })) }),
    { reads: ['people'], needsFaces: true },
  ),
  /** Answers that for many at once, as one thing that can be undone. */
  'people.confirm': call(
    z.object({ person: Id, same: z.array(Id), different: z.array(Id) }),
    PersonCard.extend(Recorded),
    {
      changes: ['people'],
      needsFaces: true,
    },
  ),
  /** "Are these all Anna?": faces that the user has not confirmed yet, the least alike first. `remaining`: all of those. */
  'people.doubtful': call(
    z.object({ person: Id, limit: z.int().min(1).max(100).default(12) }),
    z.object({ faces: z.array(Face), remaining: Count }),
    { reads: ['people'], needsFaces: true },
  ),
  /** Answers that, as one action: the wrong ones leave the person and are grouped afresh, the right ones stay for good. */
  'people.check': call(
    z.object({ person: Id, right: z.array(Id).max(1000), wrong: z.array(Id).max(1000) }),
    PersonCard.extend(Recorded),
    { changes: ['people'], needsFaces: true },
  ),
  /** That person is on none of these photos: as with wrong ones of `people.check`. `left`: how many faces. */
  'people.notOn': call(
    z.object({ person: Id, photos: z.array(Id).min(1).max(100_000) }),
    PersonCard.extend({ left: Count, ...Recorded }),
    { changes: ['people'], needsFaces: true },
  ),
  'people.cover': call(z.object({ person: Id, face: Id }), PersonCard.extend(Recorded), {
    changes: ['people'],
    needsFaces: true,
  }),
  /** Takes a person apart: the name goes, the faces are grouped afresh. */
  'people.dissolve': call(z.object({ person: Id }), z.object(Recorded), { changes: ['people'], needsFaces: true }),
} as const;

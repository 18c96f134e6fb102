// Calls about the questions of Review and their answers.

import { z } from 'zod';
import { Recorded, call } from './call.ts';
import { PersonCard, PhotoCard } from './cards.ts';
import { Box, Count, Id, LocalTime, Sentence } from './terms.ts';

const QuestionSide = z.object({
  face: Id,
  photo: Id,
  path: z.string(),
  box: Box,
  /** Of the photo, in pixels, and whether it is a video. */
  width: Count,
  height: Count,
  isVideo: z.boolean(),
  takenAt: LocalTime,
  person: PersonCard,
  /** Five more of that side at most, of different times, the earliest first. */
  more: z.array(z.object({ face: Id, photo: Id, takenAt: LocalTime })),
});

export const Question = z.object({
  left: QuestionSide,
  right: QuestionSide,
  /** Probability that both are the same person, 0 to 1. */
  probability: z.number(),
  /** Expected number of faces whose group the answer makes more complete. */
  gain: z.number(),
});

/** A face of an earlier answer: its photo may be away by now, and the face belong to no person. */
const AnsweredFace = z.object({ face: Id, person: PersonCard.nullable() });

/** `later`: asked again when nothing else is left; `notFace` and `mirror` speak of one of the two, named by `of`. */
export const Answer = z.enum(['same', 'different', 'unsure', 'later', 'notFace', 'mirror']);

const NextQuestion = {
  next: Question.nullable(),
  remaining: Count,
  /**
   * Those of them that matter and were not left for later: one answer in ten or more changes the grouping, and they are
   * about someone who has a name or is a favourite, or at least one face is expected to find its person.
   */
  important: Count,
  /** Faces of the pairs that may follow: their pictures can be fetched now. Only the reply to the answer says which it is. */
  ahead: z.array(Id),
};

const Answered = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('recorded'),
    /** What the answer settled. */
    sentence: Sentence,
    settledFaces: Count,
    /** How many photos found their person by it. */
    foundPhotos: Count,
    ...Recorded,
    ...NextQuestion,
  }),
  /** Both have a name and the names differ: ask which one stays, then answer again with `keep`. */
  z.object({ outcome: z.literal('twoNames'), left: PersonCard, right: PersonCard }),
  /** The user said otherwise before, about these faces: show them, then answer again with `insist`, or leave it. */
  z.object({
    outcome: z.literal('contradiction'),
    sentence: Sentence,
    earlier: z.object({
      left: AnsweredFace,
      right: AnsweredFace,
      answer: z.enum(['same', 'different']),
      /** ISO, UTC. */
      at: z.string(),
    }),
  }),
  /** Both are on this photo: is it a mirror or a collage? Then answer again with `insist`. */
  z.object({ outcome: z.literal('onePhoto'), sentence: Sentence, photo: PhotoCard }),
]);

export const reviewCalls = {
  /** @param shown the faces of a pair that is on a screen: it stays the next one for as long as nothing settles it */
  'questions.next': call(z.object({ shown: z.object({ left: Id, right: Id }).optional() }), z.object(NextQuestion), {
    reads: ['people'],
    needsFaces: true,
  }),
  'questions.answer': call(
    z.object({
      left: Id,
      right: Id,
      answer: Answer,
      of: z.enum(['left', 'right']).optional(),
      keep: Id.optional(),
      insist: z.boolean().optional(),
    }),
    Answered,
    { changes: ['people'], needsFaces: true },
  ),
} as const;

export type Question = z.output<typeof Question>;
export type Answer = z.output<typeof Answer>;

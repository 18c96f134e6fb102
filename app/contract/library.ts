// Calls about the library as a whole: how far it is, and what runs it.

import { z } from 'zod';
import { call, none } from './call.ts';
import { Folder } from './folders.ts';
import { Count, PeopleBySection, Problem, Sentence } from './terms.ts';
import { Worker } from './workers.ts';

export const Status = z.object({
  /** `videos`: all photos are done, and people are being found in videos. */
  activity: z.enum(['idle', 'opening', 'scanning', 'reading', 'grouping', 'videos', 'paused']),
  /** Why nothing is read; resuming overrides either, the battery until the charger is back. */
  pausedBy: z.enum(['user', 'battery']).nullable(),
  photos: z.object({ total: Count, done: Count, waiting: Count, failed: Count }),
  faces: Count,
  people: Count,
  peopleBySection: PeopleBySection,
  questions: Count,
  /** Those of them that matter: see `questions.next`. */
  importantQuestions: Count,
  /** Which share of the faces is in memory, 0 to 1; until it is all, what is said and asked of people waits. */
  loaded: z.number(),
  photosPerSecond: z.number().nullable(),
  /** Of the photos, or, where the activity is `videos`, of those; null: there is nothing steady to say yet. */
  secondsLeft: z.number().nullable(),
  folders: z.array(Folder),
  /** Other machines; none without a queue. */
  workers: z.array(Worker),
  /** Of those in which people are to be found; none without a program that decodes them. */
  videos: z.object({ waiting: Count, done: Count, failed: Count }),
  /** Originals that are copied to a folder, in files; null: none are. */
  copying: z.object({ done: Count, total: Count }).nullable(),
  /** Of how many videos no picture could be made, as this machine has no program that decodes them. */
  videosUnseen: Count,
  /** Shown as a banner until it goes away by itself. */
  problem: Problem.nullable(),
});

const About = z.object({
  version: z.string(),
  library: z.string(),
  provider: z.string(),
  /** Why that one runs the models. */
  providerReasons: z.array(Sentence),
  models: z.array(z.object({ name: z.string(), purpose: z.string(), version: z.string() })),
});

export const libraryCalls = {
  'library.status': call(none, Status, { reads: ['status'], needsFaces: false }),
  'library.about': call(none, About, { reads: ['models'], needsFaces: false }),
  'work.pause': call(none, none, { changes: ['status'], needsFaces: false }),
  'work.resume': call(none, none, { changes: ['status'], needsFaces: false }),
} as const;

export type Status = z.output<typeof Status>;

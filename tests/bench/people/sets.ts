// Labelled sets of people of different origins and ages: each grouped alone, and all of them in one library, the worst last.

import { basename, dirname, resolve } from 'node:path';
import { ensure } from '../../../app/ensure.ts';
import { FUSED } from '../../../app/people/scoring/calibration.ts';
import { fuse, trusting } from '../../../app/people/scoring/similarity.ts';
import { halvesOf } from '../../../app/vectors.ts';
import { dot, type Vector } from '../../../app/people/scoring/vectors.ts';
import { everyPairOf, verification } from '../accuracy/verification.ts';
import { type LabelledFace, type LabelledPhoto, readLabelled } from './labelled.ts';
import type { Score } from './measures.ts';
import { bestSingleThreshold, type SingleThreshold } from './single-threshold.ts';
import { startTrial, type Trial } from './trial.ts';

/** Of a larger set so many faces are compared with one another: three million pairs. */
const MOST_COMPARED = 2_500;
const FALSE_ACCEPT_RATE = 0.001;
/** Of the worst set: more faces with another person than this would be seen on every page. */
const LEAST_PRECISION = 0.95;
/** No set may have less recall than its own best threshold would give it, by more than this. */
const MOST_RECALL_LESS = 0.03;

interface LabelledSet {
  name: string;
  photos: LabelledPhoto[];
  /** What labels would make of it; nothing where none is told. */
  best: SingleThreshold | undefined;
}

interface Row {
  name: string;
  faces: number;
  people: number;
  score: Score;
}

/**
 * @param words a scanned library and its table of truth, then the next ones
 * @returns whether a set is grouped less precisely than it must be, alone or among the others, or is with less recall there
 */
export async function measureSets(
  words: readonly string[],
  say: (line: string) => void,
): Promise<{ isMissed: boolean }> {
  const sets = readSets(words);
  say('Each alone');
  say(`${HEADER}; best single threshold: precision, recall`);
  const alone: Row[] = [];
  for (const set of sets) {
    const trial = startTrial(FUSED);
    await trial.add(set.photos);
    alone.push(rowOf(set.name, trial));
    trial.close();
  }
  for (const row of worstLast(alone)) {
    const set = sets.find(({ name }) => name === row.name);
    say(`${lineOf(row)}${verified(set)}${bestOf(set)}`);
  }
  const photos = sets.flatMap((set) => set.photos);
  const parts = partsOf(photos);
  if (sets.length < 2 && parts.length === 0) return judged(sets, alone, alone, say);
  say('\nAll in one library');
  say(HEADER);
  const trial = startTrial(FUSED);
  await trial.add(photos);
  say(lineOf(rowOf('all', trial, '')));
  const among = sets.map(({ name }) => rowOf(name, trial));
  for (const row of worstLast(among)) say(lineOf(row));
  if (parts.length > 0) {
    say('\nBy origin and age in that library, among all others');
    say(HEADER);
    for (const row of worstLast(parts.map((part) => rowOfPart(part, trial)))) say(lineOf(row));
  }
  trial.close();
  return judged(sets, [...alone, ...among], among, say);
}

/** @param last each set as it is grouped beside all others that there are */
function judged(
  sets: readonly LabelledSet[],
  rows: readonly Row[],
  last: readonly Row[],
  say: (line: string) => void,
): { isMissed: boolean } {
  say(`\nRecall beyond that of the best single threshold of each set alone, less ${MOST_RECALL_LESS}`);
  const margins = last.flatMap(({ name, score }) => {
    const best = sets.find((set) => set.name === name)?.best;
    return best ? [{ name, margin: score.recall - (best.score.recall - MOST_RECALL_LESS) }] : [];
  });
  margins.sort((one, other) => other.margin - one.margin);
  for (const { name, margin } of margins) {
    say(`${name.padEnd(22)} ${margin.toFixed(4).padStart(7)}${margin < 0 ? ': MISSED' : ''}`);
  }
  const { name, score } = ensure(worstLast(rows).at(-1), 'A set');
  const isImprecise = score.precision < LEAST_PRECISION;
  const precision = score.precision.toFixed(4);
  say(`\nworst precision: ${precision} of ${name}, ${LEAST_PRECISION} at least${isImprecise ? ': MISSED' : ''}`);
  return { isMissed: isImprecise || margins.some(({ margin }) => margin < 0) };
}

function bestOf(set: LabelledSet | undefined): string {
  if (!set?.best) return '';
  const { threshold, score } = set.best;
  return `; ${threshold.toFixed(2)}: ${score.precision.toFixed(4)}, ${score.recall.toFixed(4)}`;
}

/** People of one origin, or faces of one age, as the tables of truth call them. */
interface Part {
  name: string;
  faces: LabelledFace[];
}

function partsOf(photos: readonly LabelledPhoto[]): Part[] {
  const faces = photos.flatMap((photo) => photo.faces).filter(({ person }) => person !== null);
  return (['origin', 'age'] as const).flatMap((column) => {
    const groups = Map.groupBy(faces, (face) => face[column]);
    return [...groups].flatMap(([value, list]) =>
      value === null ? [] : [{ name: `${column} ${value}`, faces: list }],
    );
  });
}

function rowOfPart({ name, faces }: Part, trial: Trial): Row {
  const counted = new Set(faces);
  const people = new Set(faces.map(({ person }) => person)).size;
  return { name, faces: faces.length, people, score: trial.scoreAmongAll((face) => counted.has(face)) };
}

const HEADER =
  'set                    faces people  precision  recall  F       impure   TAR at FAR 0.1 %, similarity there';

function readSets(words: readonly string[]): LabelledSet[] {
  const sets: LabelledSet[] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [library, truth] = [ensure(words[at]), ensure(words[at + 1])];
    const name = `${basename(dirname(resolve(truth)))}/${basename(library)}`;
    const { photos } = readLabelled(library, truth);
    // A name means one person in its own set only.
    for (const { faces } of photos)
      for (const face of faces) if (face.person !== null) face.person = `${name}:${face.person}`;
    sets.push({ name, photos, best: bestSingleThreshold(photos, FUSED) });
  }
  return sets;
}

function rowOf(name: string, trial: Trial, prefix = `${name}:`): Row {
  const isCounted = (person: string) => person.startsWith(prefix);
  const people = [...trial.truth.values()].filter((person) => person !== null && isCounted(person));
  return { name, faces: people.length, people: new Set(people).size, score: trial.score(isCounted) };
}

function worstLast(rows: readonly Row[]): Row[] {
  return rows.toSorted((one, other) => other.score.precision - one.score.precision);
}

function lineOf({ name, faces, people, score: { precision, recall, f, impureFaces } }: Row): string {
  const [p, r, both] = [precision, recall, f].map((value) => value.toFixed(4));
  const impure = `${((100 * impureFaces) / faces).toFixed(1)} %`;
  return `${name.padEnd(22)} ${String(faces).padStart(5)} ${String(people).padStart(6)}  ${p}     ${r}  ${both}  ${impure.padEnd(8)}`;
}

/** How well pairs are told apart inside of the set, by similarity alone. */
function verified(set: LabelledSet | undefined): string {
  const faces = (set?.photos ?? []).flatMap(({ path, faces }) =>
    faces.flatMap(({ person, quality, embeddings }) => {
      const vectors = new Map(Object.entries(embeddings).map(([model, bytes]) => [model, halvesOf(bytes)]));
      const vector = fuse(vectors, trusting(FUSED, quality));
      return person === null || !vector ? [] : [{ path, person, vector }];
    }),
  );
  const step = Math.max(1, Math.ceil(faces.length / MOST_COMPARED));
  const compared = faces.filter((_, index) => index % step === 0);
  const vectorAt = (index: number): Vector => ensure(compared[index]).vector;
  const { same, different } = everyPairOf(compared, (one, other) => dot(vectorAt(one), vectorAt(other)));
  if (same.length === 0 || different.length === 0) return ' –';
  const { acceptedAt } = verification(same, different); // sorts both
  const place = Math.max(0, different.length - 1 - Math.floor(FALSE_ACCEPT_RATE * different.length));
  const accepted = ensure(different[place]);
  return ` ${acceptedAt[FALSE_ACCEPT_RATE].toFixed(3)}, ${accepted.toFixed(3)}`;
}

// A library of invented faces in any number: people as random directions, faces around them as far apart as real ones.

import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { ensure } from '../../../app/ensure.ts';
import { openStore } from '../../../app/store/index.ts';
import { seeded } from '../../seeded-random.ts';

/**
 * How the shipped models spread labelled faces. `centre` and `spread`: mean and standard deviation of the square root of
 * the share of a face that is its person; `dimensions`: as many as make strangers as similar by chance as they are (a
 * standard deviation of 0.096 and 0.103); `alike`: the mean similarity of strangers in a population whose members are close.
 */
const MODELS = [
  { model: 'mobilefacenet-512', length: 512, dimensions: 108, centre: 0.81, spread: 0.09, alike: 0.185 },
  { model: 'vggface2-mobilenet', length: 1024, dimensions: 95, centre: 0.745, spread: 0.09, alike: 0.424 },
] as const;

/**
 * Of the people every so many belong to one of a few populations: as close as 15 Korean singers are to the models, and
 * half as close, as 29 Chinese singers and actors are. The others are a mixed crowd. `people` and `faces`: in which share of
 * the dimensions these people, and the faces of each, differ: those who are close are also more unlike in how close they are;
 * `person`: how much less of a face is its person. Chosen so that similarities of two people spread as they do in these sets.
 */
const POPULATIONS = [
  { every: 8, closeness: 1, people: 0.3, faces: 0.5, person: 0.95 },
  { every: 5, closeness: 0.5, people: 0.3, faces: 0.8, person: 1 },
] as const;
/** One face in so many is turned away, covered or blurred: little of it is its person (LFW's lowest twentieth). */
const POOR = { every: 20, share: 0.55 };

/** How quickly people get rare: one in five is seen ten times as often as the next four. */
const TAIL = 0.7;
/** No person has more than this share of all faces. */
const MOST = 1 / 25;
const FACES_ON_A_PHOTO = 3;

/** @param folder of the library, which is made. @returns who each face is, the face of id 1 first */
export function inventFaces(folder: string, count: number, seed = 1): Int32Array {
  const random = seeded(seed).next;
  const people = shuffled(peopleOf(count, random), random);
  const store = openStore(folder);
  const root = store.folders.add('/photos', new Date(0).toISOString());
  store.close();
  const database = new SQLite(join(folder, 'library.db'));
  const photo = database.prepare(
    `INSERT INTO photo (hash, bytes, width, height, taken_at, taken_from, pipeline) VALUES (?, 1, 1, 1, ?, 'exif', 1)`,
  );
  const file = database.prepare(
    `INSERT INTO file (folder, path, size, modified, state, photo) VALUES (?, ?, 1, 1, 'done', ?)`,
  );
  const face = database.prepare(
    `INSERT INTO face (photo, x, y, w, h, landmarks, confidence, quality) VALUES (?, 1, 1, 9, 9, '[]', 1, ?)`,
  );
  const embedding = database.prepare('INSERT INTO embedding (face, model, vector) VALUES (?, ?, ?)');
  const draw = drawFaces(random);
  let onPhoto = new Set<number>();
  let [photos, most] = [0, 0];
  database.transaction(() => {
    people.forEach((person, index) => {
      if (onPhoto.size >= most || onPhoto.has(person)) {
        onPhoto = new Set();
        most = 1 + Math.floor(random() * FACES_ON_A_PHOTO);
        photos++;
        photo.run(String(photos), new Date(1.2e12 + photos * 600_000).toISOString().slice(0, 19));
        file.run(root, `${photos}.jpg`, photos);
      }
      onPhoto.add(person);
      face.run(photos, 0.3 + 0.7 * random());
      for (const { model, vector } of draw(person)) embedding.run(index + 1, model, vector);
    });
  })();
  database.close();
  return people;
}

/** A new photo's only face, of a person who may be there already. */
export function drawFaces(random: () => number) {
  const centres = new Map<number, Float64Array[]>();
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  /** @param from, count the only dimensions in which it is not 0. Default: all */
  const direction = (length: number, from = 0, count = length) =>
    unit(Float64Array.from({ length }, (_, at) => (at >= from && at < from + count ? gauss() : 0)));
  const middles = POPULATIONS.map(() => MODELS.map(({ dimensions }) => direction(dimensions)));

  /** Of an own direction, and of what the person's population has in common. */
  function centreOf(person: number): Float64Array[] {
    const population = populationOf(person);
    return MODELS.map(({ dimensions, alike, centre }, at) => {
      if (!population) return direction(dimensions);
      const { closeness, people, person: less, number } = population;
      const count = Math.round(people * dimensions);
      const own = direction(dimensions, number * count, count);
      // Two faces are as similar as their centres, times both shares that are their person's.
      const common = Math.min(0.9, (closeness * alike) / (less * centre) ** 2);
      const middle = ensure(middles[number]?.[at]);
      return unit(own.map((value, i) => Math.sqrt(1 - common) * value + Math.sqrt(common) * ensure(middle[i])));
    });
  }

  return (person: number): { model: string; vector: Uint8Array }[] => {
    let own = centres.get(person);
    if (!own) centres.set(person, (own = centreOf(person)));
    const centre = own;
    const { person: less, people, faces, number } = populationOf(person) ?? MIXED_CROWD;
    const isPoor = random() < 1 / POOR.every;
    return MODELS.map(({ model, length, dimensions, centre: usual, spread }, at) => {
      const drawn = less * (isPoor ? POOR.share : usual) + spread * gauss();
      const share = Math.min(0.99, Math.max(0.2, drawn));
      const count = Math.round(faces * dimensions);
      const noise = direction(
        dimensions,
        Math.min(number * Math.round(people * dimensions), dimensions - count),
        count,
      );
      const vector = unit(
        ensure(centre[at]).map((value, i) => share * value + Math.sqrt(1 - share ** 2) * ensure(noise[i])),
      );
      const halves = new Float16Array(length);
      halves.set(vector);
      return { model, vector: new Uint8Array(halves.buffer) };
    });
  };
}

const MIXED_CROWD = { people: 0, faces: 1, person: 1, number: 0 };

/** @returns nothing of those who belong to the mixed crowd; `number` is its place among the populations */
function populationOf(person: number) {
  const number = POPULATIONS.findIndex(({ every }) => person % every === 0);
  return number < 0 ? undefined : { ...ensure(POPULATIONS[number]), number };
}

function peopleOf(count: number, random: () => number): Int32Array {
  const people = new Int32Array(count);
  const cap = Math.max(4, count * MOST);
  for (let [person, at] = [1, 0]; at < count; person++) {
    const size = Math.min(cap, Math.floor((1 - random()) ** (-1 / TAIL)), count - at);
    people.fill(person, at, at + size);
    at += size;
  }
  return people;
}

function shuffled(list: Int32Array, random: () => number): Int32Array {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [ensure(list[j]), ensure(list[i])];
  }
  return list;
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

// Which photos a rule describes: who is on them and who is not, when they were taken, what they are called.

import { z } from 'zod';
import { column, type Database, query, untilChanged } from './database.ts';
import { CHOSEN_FOR_ALBUM } from './chosen-photos.ts';
import { NEWEST_FIRST, NEWEST_PHOTO, TAKEN_KEY, TakenKey } from './metadata.ts';
import { PHOTO_CARD, PhotoCardRow } from './photo-cards.ts';

/** All of it has to hold; an empty list and null ask for nothing. */
export interface Rule {
  /** At least one person of each group is on the photo. */
  with: number[][];
  /** None of them is. */
  without: number[];
  /** Days, both included: 2019-07-04. */
  from: string | null;
  to: string | null;
  /** 1 to 12, of any year. */
  months: number[];
  /** By the user. */
  favourites: boolean;
  /** Photos without a date, or on which nobody was found. */
  lacks: ('date' | 'people')[];
  /** The user put it into this album; null: into any, or none. */
  album: number | null;
  /** Each is part of a folder, a file's name, a title or a camera, or of the name of a person on the photo. */
  words: Word[];
  /** Only videos that play for longer and shorter than this, in seconds; null: photos as well. */
  videos: { longer: number | null; shorter: number | null } | null;
}

export interface Word {
  text: string;
  /** The people whose name it may be. */
  people: number[];
}

const MonthRow = z.object({ month: z.string(), photos: z.number() });
const Found = z.object({
  photos: z.number(),
  first: TakenKey.nullable(),
  last: TakenKey.nullable(),
  cover: z.number().nullable(),
});

export function searchStore(database: Database) {
  // One statement for each kind of rule: what is asked for differs only in its values.
  const statements = new Map<string, ReturnType<typeof prepare>>();
  const placeWords = query(
    database,
    z.object({ words: z.string(), photos: z.number() }),
    // By an index that holds this alone: SQLite would go through all photos that are there.
    `SELECT place_words AS words, count(*) AS photos FROM photo INDEXED BY photo_by_place WHERE place_words IS NOT NULL AND present = 1 GROUP BY 1`,
  );
  const months = untilChanged(database, () =>
    query(
      database,
      MonthRow,
      `SELECT substr(taken_at, 1, 7) AS month, count(*) AS photos FROM photo
       WHERE present = 1 AND dated = 1 AND taken_precision <> 'year' GROUP BY 1 ORDER BY 1 DESC`,
    ).all(),
  );

  const places = untilChanged(database, () => countedNames(placeWords.all()));

  function prepare(condition: string) {
    const photos = `FROM photo WHERE present = 1 ${condition}`;
    return {
      list: query(database, PhotoCardRow, `SELECT ${PHOTO_CARD} ${photos} ORDER BY ${NEWEST_FIRST} LIMIT ? OFFSET ?`),
      ids: column(database, z.int(), `SELECT id ${photos} ORDER BY ${NEWEST_FIRST}`),
      count: query(database, z.object({ n: z.number() }), `SELECT count(*) AS n ${photos}`),
      found: query(
        database,
        Found,
        `SELECT count(*) AS photos, min(${TAKEN_KEY}) AS first, max(${TAKEN_KEY}) AS last, ${NEWEST_PHOTO} AS cover ${photos}`,
      ),
    };
  }

  function ask(rule: Rule) {
    const parts = conditionsOf(rule);
    const condition = parts.map(({ sql }) => `AND ${sql}`).join(' ');
    const known = statements.get(condition);
    const statement = known ?? prepare(condition);
    statements.set(condition, statement);
    return { statement, values: parts.flatMap(({ values }) => values) };
  }

  return {
    /** The newest first. */
    photos(rule: Rule, limit: number, offset: number) {
      const { statement, values } = ask(rule);
      return statement.list.all(...values, limit, offset);
    },
    /** Of all of them, in the same order. */
    ids(rule: Rule): number[] {
      const { statement, values } = ask(rule);
      return statement.ids(...values);
    },
    count(rule: Rule): number {
      const { statement, values } = ask(rule);
      return statement.count.one(...values).n;
    },
    /** How many, from when to when, and the newest of them. */
    about(rule: Rule) {
      const { statement, values } = ask(rule);
      return statement.found.one(...values);
    },
    /** The months in which photos were taken (2019-07), with how many; the newest first. */
    months,
    /** Towns, parts of countries and countries in which photos were taken, with how many; the most first. */
    places,
  };
}

/** @param places the names of each, a line each */
function countedNames(places: readonly { words: string; photos: number }[]): { name: string; photos: number }[] {
  const counts = new Map<string, number>();
  for (const { words, photos } of places) {
    for (const name of words.split('\n')) counts.set(name, (counts.get(name) ?? 0) + photos);
  }
  return [...counts].map(([name, photos]) => ({ name, photos })).sort((a, b) => b.photos - a.photos);
}

interface Condition {
  sql: string;
  values: string[];
}

function conditionsOf({
  with: parties,
  without,
  from,
  to,
  months,
  favourites,
  lacks,
  album,
  words,
  videos,
}: Rule): Condition[] {
  const conditions = parties.map((party) => ({ sql: `id IN ${ON_PHOTO}`, values: [JSON.stringify(party)] }));
  if (without.length > 0) conditions.push({ sql: `id NOT IN ${ON_PHOTO}`, values: [JSON.stringify(without)] });
  // Where only the year or the month is known, all of it has to lie within.
  if (from !== null) {
    conditions.push({
      sql: `dated = 1 AND taken_at >= ? AND (taken_precision NOT IN ('year', 'month')
        OR date(taken_at, 'start of ' || taken_precision) >= ?)`,
      values: [from, from],
    });
  }
  // Anything within the day sorts before the letter that follows T.
  if (to !== null) {
    conditions.push({
      sql: `dated = 1 AND taken_at < ? AND (taken_precision NOT IN ('year', 'month')
        OR date(taken_at, 'start of ' || taken_precision, '+1 ' || taken_precision, '-1 day') <= ?)`,
      values: [`${to}U`, to],
    });
  }
  if (months.length > 0) {
    conditions.push({
      sql: `dated = 1 AND taken_precision <> 'year' AND CAST(substr(taken_at, 6, 2) AS INTEGER) IN (SELECT value FROM json_each(?))`,
      values: [JSON.stringify(months)],
    });
  }
  if (favourites) conditions.push({ sql: 'favourite = 1', values: [] });
  for (const what of new Set(lacks)) conditions.push({ sql: LACKING[what], values: [] });
  if (album !== null) conditions.push({ sql: `id IN (${CHOSEN_FOR_ALBUM})`, values: [String(album)] });
  if (videos !== null) {
    const limits = [
      ...(videos.longer === null ? [] : [{ sql: 'seconds > CAST(? AS REAL)', value: videos.longer }]),
      ...(videos.shorter === null ? [] : [{ sql: 'seconds < CAST(? AS REAL)', value: videos.shorter }]),
    ];
    const condition = limits.map(({ sql }) => ` AND ${sql}`).join('');
    conditions.push({
      sql: `id IN (SELECT photo FROM video WHERE TRUE${condition})`,
      values: limits.map(({ value }) => String(value)),
    });
  }
  return [...conditions, ...words.map(conditionOfWord)];
}

const PHOTOS_OF = `SELECT photo FROM face
  WHERE person IN (SELECT value FROM json_each(?)) AND gone = 0 AND rejected = 0`;
const ON_PHOTO = `(${PHOTOS_OF})`;
const LACKING: Record<Rule['lacks'][number], string> = {
  date: 'dated = 0',
  people: 'NOT EXISTS (SELECT 1 FROM face WHERE face.photo = photo.id AND gone = 0 AND rejected = 0)',
};

/** The index knows every three letters in a row; what is shorter is looked for in every line. */
function conditionOfWord({ text: typed, people }: Word): Condition {
  const text = typed.normalize('NFC'); // an accent by itself is no letter
  const isShort = [...text].length < 3;
  const sought = isShort
    ? waysToWrite(text).map((way) => `%${way.replace(/[\\%_]/g, '\\$&')}%`)
    : [`"${text.replaceAll('"', '""')}"`];
  const found = isShort ? sought.map(() => `words LIKE ? ESCAPE '\\'`).join(' OR ') : 'photo_text MATCH ?';
  return {
    sql: `id IN (SELECT rowid FROM photo_text WHERE ${found} UNION ALL ${PHOTOS_OF})`,
    values: [...sought, JSON.stringify(people)],
  };
}

/** LIKE knows the capitals of English alone, and takes a letter with its accent for another one than both in turn. */
function waysToWrite(text: string): string[] {
  const [first = '', ...rest] = text.toLowerCase();
  const cases = [text.toLowerCase(), text.toUpperCase(), first.toUpperCase() + rest.join('')];
  const ways = cases.flatMap((each) => [each.normalize('NFC'), each.normalize('NFD')]);
  return /^\p{ASCII}*$/u.test(text) ? [text] : [...new Set(ways)];
}

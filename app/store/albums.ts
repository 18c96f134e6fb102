// Albums: what the user said of each, and whom the rule of one that fills itself means by now.

import { z } from 'zod';
import { type Database, query } from './database.ts';

const Rest = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  months: z.array(z.number()),
  /** An album from before there were any says nothing of favourites. */
  favourites: z.boolean().default(false),
  /** Nor did earlier ones of this. */
  lacks: z.array(z.enum(['date', 'people'])).default([]),
  words: z.array(z.string()),
  /** Albums of an earlier version hold both. */
  videos: z.object({ longer: z.number().nullable(), shorter: z.number().nullable() }).nullable().default(null),
});
const SaidRow = z.object({
  action: z.number(),
  album: z.number(),
  name: z.string(),
  rule: z.string(),
  cover: z.number().nullable(),
});
const PersonRow = z.object({
  party: z.number().nullable(),
  person: z.number(),
  face: z.number().nullable(),
  /** Who is meant by now. */
  holder: z.number(),
});
const Id = z.object({ id: z.number() });

/** As the user put it: words are as they were typed, people as they are now. */
export type AlbumRule = z.output<typeof Rest> & { with: number[][]; without: number[] };

export interface AlbumRecord {
  id: number;
  name: string;
  /** null: the user chooses its photos one by one. */
  rule: AlbumRule | null;
  /** The photo that stands for it, which may be away or not in it any more; null: the newest. */
  cover: number | null;
}

/** A person of the rule, with one of their faces: after a merge, the person that holds the face is meant. */
export interface Anchor {
  person: number;
  face: number | null;
}

/** The newest row that stands about an album. */
const STANDING_ROW = `(SELECT album_said.rowid FROM album_said JOIN action ON action.id = album_said.action
  WHERE album_said.album = album.id AND undone_at IS NULL`;
const LATEST_FIRST = 'ORDER BY action.id DESC LIMIT 1)';

export function albumStore(database: Database) {
  const create = query(database, Id, 'INSERT INTO album (created_at) VALUES (?) RETURNING id');
  const insertRow = database.prepare(
    'INSERT INTO album_said (action, album, name, rule, cover) VALUES (?, ?, ?, ?, ?)',
  );
  const mention = database.prepare('INSERT INTO album_person (action, party, person, face) VALUES (?, ?, ?, ?)');
  const ALBUM_ROWS =
    'SELECT said.action, album.id AS album, said.name, said.rule, said.cover FROM album JOIN album_said AS said';
  const all = query(
    database,
    SaidRow,
    `${ALBUM_ROWS} ON said.rowid = ${STANDING_ROW} ${LATEST_FIRST} WHERE said.name IS NOT NULL ORDER BY album.id DESC`,
  );
  const one = query(
    database,
    SaidRow,
    `${ALBUM_ROWS} ON said.rowid = ${STANDING_ROW} ${LATEST_FIRST}
    WHERE said.name IS NOT NULL AND album.id = ?`,
  );
  const deleted = query(
    database,
    SaidRow,
    `${ALBUM_ROWS} ON said.rowid = ${STANDING_ROW} AND name IS NOT NULL ${LATEST_FIRST}
     WHERE (SELECT name FROM album_said WHERE rowid = ${STANDING_ROW} ${LATEST_FIRST}) IS NULL ORDER BY said.action DESC`,
  );
  const people = query(
    database,
    PersonRow,
    // A person without faces stays in the rule: without the condition the album would hold more photos.
    `SELECT party, album_person.person, album_person.face,
       iif(person.faces > 0, person.id, coalesce(face.person, person.id)) AS holder
     FROM album_person JOIN person ON person.id = album_person.person LEFT JOIN face ON face.id = album_person.face
     WHERE action = ? ORDER BY party, album_person.rowid`,
  );

  function albumOf({ action, album, name, rule, cover }: z.output<typeof SaidRow>): AlbumRecord {
    const rest = Rest.nullable().parse(JSON.parse(rule));
    if (rest === null) return { id: album, name, rule: null, cover };
    const parties = new Map<number, number[]>();
    const without: number[] = [];
    for (const { party, holder } of people.all(action)) {
      if (party === null) without.push(holder);
      else parties.set(party, [...(parties.get(party) ?? []), holder]);
    }
    const distinct = [...parties.values()].map((party) => [...new Set(party)]);
    return { id: album, name, rule: { ...rest, with: distinct, without: [...new Set(without)] }, cover };
  }

  return {
    create: (at: string): number => create.one(at).id,
    /** @param parties at least one person of each has to be on the photo */
    setDescription(action: number, album: number, { name, rest, parties, without }: AlbumDescription): void {
      insertRow.run(action, album, name, JSON.stringify(Rest.parse(rest)), null);
      parties.forEach((party, index) => {
        for (const { person, face } of party) mention.run(action, index, person, face);
      });
      for (const { person, face } of without) mention.run(action, null, person, face);
    },
    /** Of an album of chosen photos. */
    describeChosen: (action: number, album: number, name: string, cover: number | null) =>
      void insertRow.run(action, album, name, 'null', cover),
    /** All people in rules, and the people that they are by now. */
    anchors(album: number): (Anchor & { holder: number })[] {
      const said = one.get(album);
      return said ? people.all(said.action) : [];
    },
    /** Says again what was said of an album before it was deleted. */
    repeat(action: number, album: number): void {
      const last = deleted.all().find((row) => row.album === album);
      if (!last) return;
      insertRow.run(action, album, last.name, last.rule, last.cover);
      for (const { party, person, face } of people.all(last.action)) mention.run(action, party, person, face);
    },
    remove: (action: number, album: number) => void insertRow.run(action, album, null, '{}', null),
    /** The one made last first. */
    all: (): AlbumRecord[] => all.all().map(albumOf),
    get(album: number): AlbumRecord | undefined {
      const row = one.get(album);
      return row && albumOf(row);
    },
    /** As they were when they were deleted, the latest first. */
    deleted: (): AlbumRecord[] => deleted.all().map(albumOf),
  };
}

export interface AlbumDescription {
  name: string;
  rest: z.output<typeof Rest>;
  parties: Anchor[][];
  without: Anchor[];
}

// kill -9 of the engine at random moments of a scan, an answer, a merge, a backup and a migration.

import { copyFileSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { resource } from '../../app/platform/resources.ts';
import { openStore } from '../../app/store/index.ts';
import { facePhotos, writePhotos } from '../face-photos.ts';
import { liveAndDie } from './life.ts';
import {
  type Acknowledged,
  complete,
  fingerprint,
  fingerprints,
  mustBeWhole,
  mustEndComplete,
  mustRemember,
  rows,
} from './library.ts';
import { type Context, must, type Trial } from './trial.ts';

const KILLS = 80;
const MIGRATION_KILLS = 20;
const FIRST_PHOTOS = 40;
/** Every fourth is killed while it starts, the others while they work. */
const LONGEST_START_MS = 1000;
/** A life is counted in acknowledgements, which come as fast as the machine is; a second and a half at most on two cores. */
const MOST_SAID = 60;
const LONGEST_MOMENT_MS = 100;
const LONGEST_LIFE_MS = 60_000;
const LONGEST_MIGRATION_MS = 250;
/** Of the first version. */
const TABLES = 'folder photo file person face embedding action answer naming hiding face_move'.split(' ');

/** In the first version the machine joined no people by itself. */
const IN_FIRST_WORDS: Record<string, string> = {
  who: "replace(who, 'machine', 'import')",
  kind: "replace(kind, 'join', 'merge')",
};

export const killEngine: Trial = {
  sentence: 'An engine killed at any moment loses nothing that it acknowledged',
  async run(context) {
    const { folder, random, scale } = context;
    const library = join(folder, 'library');
    const photos = join(folder, 'photos');
    const kills = Math.ceil(KILLS * scale);
    const contents = await facePhotos(FIRST_PHOTOS + kills);
    writePhotos(photos, contents.slice(0, FIRST_PHOTOS));
    const originals = fingerprints(photos);
    await (await complete(library, photos)).close();
    const said: Acknowledged[] = [];
    let backups = 0;
    for (let kill = 0; kill < kills; kill++) {
      // A new photo each time: what is interrupted is always a scan as well.
      for (const path of writePhotos(photos, contents.slice(0, originals.size + 1), originals.size)) {
        originals.set(path, fingerprint(path));
      }
      const moment =
        random.below(4) === 0
          ? { from: 'start' as const, milliseconds: random.below(LONGEST_START_MS) }
          : {
              from: 'opened' as const,
              milliseconds: LONGEST_LIFE_MS,
              enough: 1 + random.below(MOST_SAID),
              momentMs: random.below(LONGEST_MOMENT_MS),
            };
      const life = await liveAndDie({ library, photos, seed: random.below(1e9), ...moment });
      backups += life.backups;
      must(life.wasKilled, `The engine ended by itself: ${life.errors}`);
      said.push(...life.said);
      const store = openStore(library); // as the next start does, so that the log is played in
      store.close();
      await mustBeWhole(library);
      mustRemember(library, said);
    }
    must(said.length >= 2 * kills, `Only ${said.length} answers were acknowledged: that proves little.`);
    await mustEndComplete(library, photos, originals, said);
    const migrations = await killMigrations(context, library);
    return {
      figures: `${kills} kills while scanning, answering, merging and backing up (${said.length} acknowledged, ${backups} backups), ${migrations} while migrating`,
    };
  },
};

/** A library of the first version, with the data of the one above, is opened again and again. */
async function killMigrations({ folder, random, scale }: Context, source: string): Promise<number> {
  const old = join(folder, 'old.db');
  const newest = makeOld(source, old);
  const before = rowsOf(old, newest);
  const kills = Math.ceil(MIGRATION_KILLS * scale);
  for (let kill = 0; kill < kills; kill++) {
    const library = join(folder, `migrating-${kill}`);
    cpSync(join(folder, 'empty'), library, { recursive: true });
    copyFileSync(old, join(library, 'library.db'));
    const photos = join(folder, 'nowhere');
    const milliseconds = random.below(LONGEST_MIGRATION_MS);
    await liveAndDie({ library, photos, seed: 1, from: 'opening', milliseconds });
    openStore(library).close();
    // An engine that was quick has begun to say more.
    must(rowsOf(join(library, 'library.db'), newest) === before, 'A migration that was killed changed what was said.');
    must(rows<{ version: number }>(library, 'PRAGMA user_version').length === 1, 'The library does not open.');
    rmSync(library, { recursive: true });
  }
  return kills;
}

/** The facts of a library in the first version's tables, many times over, so that its migration takes a while. @returns the newest action */
function makeOld(source: string, target: string): unknown {
  const database = new SQLite(target);
  database.exec(readFileSync(resource('migrations', '0001-library.sql'), 'utf8'));
  database.prepare('ATTACH ? AS source').run(join(source, 'library.db'));
  database.pragma('foreign_keys = OFF');
  for (const table of TABLES) {
    const columns = database.pragma(`table_info(${table})`) as { name: string }[]; // SQLite's own description
    const names = columns.map(({ name }) => name);
    const values = names.map((name) => IN_FIRST_WORDS[name] ?? name);
    database.exec(`INSERT INTO main.${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM source.${table}`);
  }
  database.pragma('user_version = 1');
  const newest = database.prepare('SELECT max(id) FROM main.action').pluck().get();
  database.close();
  return newest;
}

/** What was said up to an action, in the words of the first version: later ones add columns. */
function rowsOf(file: string, newest: unknown): string {
  const database = new SQLite(file, { readonly: true });
  try {
    const said = [
      'SELECT id, at, kind, sentence, undone_at FROM action WHERE id <= ? ORDER BY id',
      'SELECT action, left_face, right_face, verdict FROM answer WHERE action <= ? ORDER BY rowid',
      'SELECT action, person, name, face FROM naming WHERE action <= ? ORDER BY rowid',
      'SELECT action, person, hidden FROM hiding WHERE action <= ? ORDER BY rowid',
    ];
    return JSON.stringify(said.map((sql) => database.prepare(sql).all(newest)));
  } finally {
    database.close();
  }
}

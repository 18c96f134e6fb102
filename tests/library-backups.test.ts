// Backups and migrations: whatever happens to the library's file, what was said comes back.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkLibrary, repairLibrary } from '../app/library/check.ts';
import { openLibrary } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { openCaches } from '../app/photos/caches.ts';
import { resource } from '../app/platform/resources.ts';
import { asWritten } from '../app/sentences/sentence.ts';
import { openForWriting } from '../app/store/database.ts';
import { listBackups, openStore, openStoreReadOnly, restoreBackup } from '../app/store/index.ts';
import { isBackupDue, startUpkeep } from '../app/library/upkeep.ts';
import { inventLibrary } from './invented-library.ts';

describe('Backups', () => {
  let library: ReturnType<typeof inventLibrary>;
  beforeEach(() => {
    library = inventLibrary();
  });
  afterEach(() => library.remove());

  test('A backup made while the library is written to is whole, and holds what was said before', async () => {
    const person = await named('Anna');
    const making = library.store().backUp('daily');
    for (let photo = 0; photo < 20; photo++) {
      library.add({ angle: photo * 3 });
      await new Promise((resolve) => setImmediate(resolve));
    }
    const backup = await making;
    const copy = new SQLite(join(library.folder, 'backups', backup.name), { readonly: true });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.prepare('SELECT name FROM person WHERE id = ?').get(person)).toEqual({ name: 'Anna' });
    copy.close();
    expect(readdirSync(join(library.folder, 'backups'))).toEqual([backup.name]);
  });

  test('The newest fourteen are kept, and one a day is due', async () => {
    mkdirSync(join(library.folder, 'backups'));
    for (let day = 10; day < 30; day++) {
      writeFileSync(join(library.folder, 'backups', `2020-01-${day}T10-00-00-000Z.daily.db`), 'old');
    }
    writeFileSync(join(library.folder, 'backups', '2020-01-30T10-00-00-000Z.daily.db.unfinished'), 'a crash left it');
    const newest = await library.store().backUp('daily');
    const kept = listBackups(library.folder);
    expect(kept.length).toBe(14);
    expect(kept[0]).toEqual(newest);
    expect(kept.at(-1)?.at).toBe('2020-01-17T10:00:00.000Z');
    expect(readdirSync(join(library.folder, 'backups')).length).toBe(14);
    const made = Date.parse(newest.at);
    expect([made + 1000, made + 86_400_000].map((now) => isBackupDue(library.folder, now))).toEqual([false, true]);
  });

  test('Two backups at once do not take each other for what a crash left', async () => {
    await named('Anna');
    const made = await Promise.all([
      library.store().backUp('daily'),
      pause(5).then(() => library.store().backUp('daily')),
    ]);
    expect(listBackups(library.folder).map(({ name }) => name)).toEqual(made.map(({ name }) => name).reverse());
  });

  test('A daily backup that cannot be made is told of, with what to do, until one can be', async () => {
    const inTheWay = join(library.folder, 'backups');
    writeFileSync(inTheWay, 'a file where the folder should be');
    let told = 0;
    let made = 0;
    const upkeep = startUpkeep({
      store: library.store(),
      caches: openCaches(library.folder),
      library: library.folder,
      log: silentLog,
      onTrouble: () => void told++,
      onBackUp: () => void made++,
      times: { firstMs: 1, everyMs: 100 },
    });
    await vi.waitFor(() => expect(upkeep.trouble()?.message.text).toMatch(/backup could not be made/));
    rmSync(inTheWay);
    await vi.waitFor(() => expect(upkeep.trouble()).toBeUndefined(), { timeout: 20_000 });
    expect(listBackups(library.folder)).toMatchObject([{ reason: 'daily' }]);
    expect(told).toBeGreaterThanOrEqual(2);
    expect(made).toBe(1);
    upkeep.close();
  });

  test('Restoring brings back what was said then, and keeps what was there', async () => {
    const person = await named('Anna');
    const backup = await library.store().backUp('daily');
    library.people().name(person, 'Berta', 'ask');
    library.people().stop();
    library.store().close();
    const kept = await restoreBackup(library.folder, backup.name);
    library.reopen();
    expect(library.store().people.get(person)?.name).toBe('Anna');
    library.people().stop();
    library.store().close();
    await restoreBackup(library.folder, kept?.name ?? '');
    library.reopen();
    expect(library.store().people.get(person)?.name).toBe('Berta');
  });

  test('A backup that is damaged, newer or unknown changes nothing', async () => {
    const person = await named('Anna');
    const { name } = await library.store().backUp('daily');
    library.store().close();
    const backups = join(library.folder, 'backups');
    const [damaged, newer] = ['2030-01-01T00-00-00-000Z.daily.db', '2031-01-01T00-00-00-000Z.daily.db'];
    const bytes = readFileSync(join(backups, name));
    bytes.fill(0x55, 5000, 30_000);
    writeFileSync(join(backups, damaged), bytes);
    copyFileSync(join(backups, name), join(backups, newer));
    const later = new SQLite(join(backups, newer));
    later.pragma('user_version = 9999');
    later.close();
    const before = readFileSync(join(library.folder, 'library.db'));
    await expect(restoreBackup(library.folder, damaged)).rejects.toThrow(/damaged: choose another/);
    await expect(restoreBackup(library.folder, newer)).rejects.toThrow(/newer version/);
    await expect(restoreBackup(library.folder, '../library.db')).rejects.toThrow(/no backup called/);
    expect(readFileSync(join(library.folder, 'library.db')).equals(before)).toBe(true);
    library.reopen();
    expect(library.store().people.get(person)?.name).toBe('Anna');
  });

  test('A backup that passes every check and still does not open is taken back', async () => {
    const person = await named('Anna');
    const { name } = await library.store().backUp('daily');
    library.store().close();
    const odd = '2030-01-01T00-00-00-000Z.daily.db';
    copyFileSync(join(library.folder, 'backups', name), join(library.folder, 'backups', odd));
    const database = new SQLite(join(library.folder, 'backups', odd));
    database.pragma('user_version = 1'); // the second migration will find its columns there already
    database.close();
    await expect(restoreBackup(library.folder, odd)).rejects.toThrow(/does not open.*Your library is as it was/);
    library.reopen();
    expect(library.store().people.get(person)?.name).toBe('Anna');
  });

  test('A crash in the middle of a change without a log, as after a restore, leaves a library that opens', async () => {
    const person = await named('Anna');
    library.store().close();
    const [before, crashed] = [join(library.folder, 'library.db'), join(library.folder, 'crashed')];
    const database = new SQLite(before);
    for (const pragma of ['journal_mode = DELETE', 'cache_size = 1', 'user_version']) database.pragma(pragma);
    database.exec(
      'BEGIN; CREATE TABLE half (bytes BLOB); INSERT INTO half VALUES (zeroblob(200000)); DELETE FROM naming;',
    );
    for (const name of ['as an engine', 'only looking']) {
      mkdirSync(join(crashed, name), { recursive: true });
      for (const end of ['', '-journal']) copyFileSync(before + end, join(crashed, name, `library.db${end}`));
    }
    database.exec('ROLLBACK');
    database.close();
    for (const store of [openStore(join(crashed, 'as an engine')), openStoreReadOnly(join(crashed, 'only looking'))]) {
      expect((await store.inspect()).damages).toEqual([]);
      expect(store.people.get(person)?.name).toBe('Anna');
      store.close();
    }
    library.reopen();
  });

  test('A damaged library is set aside, and the backup opens in its place', async () => {
    const person = await named('Anna');
    const { name } = await library.store().backUp('daily');
    library.store().close();
    writeFileSync(join(library.folder, 'library.db'), 'Nothing of this is a database any more.'.repeat(100));
    expect(await restoreBackup(library.folder, name)).toBeNull();
    library.reopen();
    expect(library.store().people.get(person)?.name).toBe('Anna');
    expect(readdirSync(join(library.folder, 'backups')).filter((file) => file.includes('damaged'))).toHaveLength(1);
  });

  test('The screen lists and restores backups while the engine runs, and calls in between wait', async () => {
    const person = await named('Anna');
    const backup = await library.store().backUp('daily');
    library.people().name(person, 'Berta', 'ask');
    library.store().close();
    const engine = await openLibrary({ folder: library.folder, log: silentLog, watch: false });
    expect(await engine.engine['backups.list']({})).toEqual({ backups: [backup] });
    const restoring = engine.engine['backups.restore']({ backup: backup.name });
    const people = await engine.engine['people.suggest']({ typed: 'an' });
    expect(people).toMatchObject({ people: [{ id: person, name: 'Anna' }] });
    expect(await restoring).toMatchObject({ kept: { reason: 'restore' } });
    await engine.close();
    library.reopen();
  });

  test('A library that cannot be opened again is said at every call, until it can be', async () => {
    await named('Anna');
    library.store().settings.set('network', 'resnet50'); // going back to what ships opens the library anew
    library.store().close();
    const engine = await openLibrary({ folder: library.folder, log: silentLog, watch: false });
    const other = new SQLite(join(library.folder, 'library.db'));
    const version = other.pragma('user_version', { simple: true });
    other.pragma('user_version = 9999');
    const newer = { code: 'library', message: expect.stringMatching(/newer/) };
    await expect(engine.engine['models.use']({ name: 'shipped' })).rejects.toMatchObject(newer);
    await expect(engine.engine['library.status']({})).rejects.toMatchObject(newer);
    await expect(engine.media('thumbnail', 1)).rejects.toMatchObject(newer);
    other.pragma(`user_version = ${String(version)}`);
    other.close();
    expect(await engine.engine['people.suggest']({ typed: 'an' })).toMatchObject({ people: [{ name: 'Anna' }] });
    await engine.close();
    library.reopen();
  });

  test('A check finds what does not follow from the rest, and repair makes it again without touching facts', async () => {
    const person = await named('Anna');
    library.store().close();
    const file = join(library.folder, 'library.db');
    const database = new SQLite(file);
    database.exec(`UPDATE person SET faces = 77, name = 'Nobody'; UPDATE photo SET present = 0`);
    database.close();
    mkdirSync(join(library.folder, 'faces', '9'), { recursive: true });
    writeFileSync(join(library.folder, 'faces', '9', '9999.jpg'), 'of a face that is not there');
    library.reopen();
    const problems = async () =>
      (await checkLibrary(library.store(), library.folder)).flatMap(({ what, isFine }) => (isFine ? [] : [what]));
    expect(await problems()).toEqual(['Derived columns']);
    await repairLibrary(library.store(), library.folder, () => undefined);
    await repairLibrary(library.store(), library.folder, () => undefined);
    expect(await problems()).toEqual([]);
    expect(existsSync(join(library.folder, 'faces', '9', '9999.jpg'))).toBe(false);
    expect(library.store().people.get(person)).toMatchObject({ name: 'Anna', faces: 1 });
  });

  async function named(name: string): Promise<number> {
    const [face] = library.add({ angle: 0 }).faces;
    await library.people().settle();
    const person = library.holderOf(face);
    library.people().name(person, name, 'ask');
    return person;
  }
});

describe('Migrations', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kindred-migrations-'));
    const database = new SQLite(join(folder, 'library.db'));
    database.exec(readFileSync(resource('migrations', '0001-library.sql'), 'utf8'));
    database.exec(FIRST_LIBRARY);
    database.pragma('user_version = 1');
    database.close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('A library of the first version opens with everything in it, after a backup', async () => {
    const store = openStore(folder);
    expect(store.people.all()).toMatchObject([{ id: 3, name: 'Anna', faces: 1, photos: 1, cover: 5 }]);
    expect(store.facts.answers()).toEqual([{ left: 5, right: 6, answer: 'different', at: '2020-01-01T00:00:00Z' }]);
    expect(store.folders.all()).toMatchObject([{ path: '/photos', photos: 1 }]);
    expect(await store.inspect()).toMatchObject({ damages: [], outdated: { photos: [], people: [] } });
    store.close();
    expect(listBackups(folder)).toMatchObject([{ reason: 'migration' }]);
    openStore(folder).close();
    expect(listBackups(folder)).toHaveLength(1);
  });

  test('Through every migration, one after the other, nothing that was said changes, nor any id', async () => {
    const steps = readdirSync(resource('migrations')).sort();
    const next = join(folder, 'step');
    mkdirSync(next);
    let said = whatWasSaid();
    for (const name of steps) {
      copyFileSync(resource('migrations', name), join(next, name));
      openStoreAt(next);
      expect(versionOf()).toBe(Number(name.slice(0, 4)));
      expect({ name, ...whatWasSaid() }).toMatchObject({ name, ...said });
      fill(Number(name.slice(0, 4)));
      said = whatWasSaid();
    }
    expect(steps.length).toBeGreaterThanOrEqual(5);
    const store = openStore(folder);
    expect(await store.inspect()).toEqual({
      damages: [],
      outdated: { photos: [], people: [] },
      orphans: { embeddings: 0, photos: 0 },
    });
    // Numbers go on where they were: an id that was given once, also to something deleted, is never given again.
    expect(store.transaction(() => store.facts.act('2021-01-01T00:00:00Z', 'hide', asWritten('Hid someone.')))).toBe(
      51,
    );
    expect(store.facts.history(1, 1)).toMatchObject([{ id: 3, sentence: asWritten('No face.'), undone: true }]);
    store.close();
  });

  /** Opening a store of an old version would prepare statements for columns that are not there yet. */
  function openStoreAt(migrations: string): void {
    openForWriting(folder, migrations).close();
  }

  function versionOf(): number {
    return inLibrary((database) => Number(database.pragma('user_version', { simple: true })));
  }

  /** By table: every row of what the user said, in the columns that the table had at first. */
  function whatWasSaid(): Record<string, unknown[]> {
    return inLibrary((database) => {
      const rows = (sql: string) => {
        try {
          return database.prepare(sql).all();
        } catch {
          return []; // a table that a later version brings
        }
      };
      return {
        action: rows('SELECT id, at, who, kind, sentence, undone_at FROM action ORDER BY id'),
        answer: rows('SELECT action, left_face, right_face, verdict FROM answer ORDER BY rowid'),
        naming: rows('SELECT action, person, name, face FROM naming ORDER BY rowid'),
        hiding: rows('SELECT action, person, hidden FROM hiding ORDER BY rowid'),
        rejection: rows('SELECT action, face FROM rejection ORDER BY rowid'),
        covering: rows('SELECT action, person, face FROM covering ORDER BY rowid'),
        edits: rows('SELECT action, photo, kind, value FROM photo_edit ORDER BY rowid'),
        moves: rows('SELECT id, action, face, from_person, to_person FROM face_move ORDER BY id'),
        faces: rows('SELECT id, photo, person FROM face ORDER BY id'),
        people: rows('SELECT id, name, hidden FROM person ORDER BY id'),
        folders: rows('SELECT id, path, removed_at FROM folder ORDER BY id'),
      };
    });
  }

  /** Says in each version what could be said for the first time in it. */
  function fill(version: number): void {
    const sql = {
      1: `DELETE FROM action WHERE id = 50`,
      2: `UPDATE photo SET forgotten_at = NULL, rating = 4, rating_from = 'sidecar'; UPDATE folder SET excluded = '["*.png"]';
          INSERT INTO setting (key, value) VALUES ('paused', 'yes')`,
      3: `INSERT INTO action (id, at, who, kind, sentence, undone_at)
            VALUES (3, '2020-01-02T00:00:00Z', 'user', 'reject', 'No face.', '2020-01-03T00:00:00Z');
          INSERT INTO rejection (action, face) VALUES (3, 6);
          INSERT INTO covering (action, person, face) VALUES (1, 3, 5);
          UPDATE answer SET similarity = 0.25`,
      17: `INSERT INTO photo_edit (action, photo, kind, value)
            SELECT 1, id, 'title', 'By the sea' FROM photo UNION ALL SELECT 1, id, 'taken', NULL FROM photo`,
    }[version];
    if (sql !== undefined) inLibrary((database) => database.exec(sql));
  }

  function inLibrary<Result>(work: (database: SQLite.Database) => Result): Result {
    const database = new SQLite(join(folder, 'library.db'));
    try {
      return work(database);
    } finally {
      database.close();
    }
  }

  test('A migration that fails leaves the library to the version that made it, and the backup beside it', () => {
    openStore(folder).close();
    const next = join(folder, 'next');
    mkdirSync(next);
    for (const name of readdirSync(resource('migrations')))
      copyFileSync(resource('migrations', name), join(next, name));
    writeFileSync(join(next, '9998-good.sql'), 'CREATE TABLE fresh (id INTEGER) STRICT;');
    writeFileSync(join(next, '9999-bad.sql'), 'DELETE FROM person; CREATE TABLE half (id INTEGER) STRICT; Not SQL;');
    expect(() => openStore(folder, next)).toThrow(/could not be brought up to this version and is as it was/);
    expect(listBackups(folder)).toHaveLength(2);
    const left = new SQLite(join(folder, 'library.db'), { readonly: true });
    expect(left.prepare('SELECT name FROM person').all()).toEqual([{ name: 'Anna' }]);
    expect(left.prepare(`SELECT name FROM sqlite_schema WHERE name IN ('fresh', 'half')`).all()).toEqual([]);
    left.close();
    const store = openStore(folder);
    expect(store.people.get(3)?.name).toBe('Anna');
    store.close();
  });
});

/** Two faces, one of them Anna's; the two were told apart. */
const FIRST_LIBRARY = `
  INSERT INTO folder (id, path, added_at) VALUES (1, '/photos', '2020-01-01T00:00:00Z');
  INSERT INTO photo (id, hash, bytes, width, height, taken_at, taken_from, pipeline)
    VALUES (2, 'a1', 10, 100, 100, '2020-01-01T00:00:00', 'exif', 1);
  INSERT INTO file (folder, path, size, modified, state, photo) VALUES (1, 'a.jpg', 10, 1.5, 'done', 2);
  INSERT INTO person (id, created_at, settled, name, faces, photos, cover)
    VALUES (3, '2020-01-01T00:00:00Z', 1, 'Anna', 1, 1, 5);
  INSERT INTO face (id, photo, x, y, w, h, landmarks, confidence, quality, person)
    VALUES (5, 2, 1, 1, 9, 9, '[]', 1, 1, 3), (6, 2, 30, 1, 9, 9, '[]', 1, 1, NULL);
  INSERT INTO embedding (face, model, vector) VALUES (5, 'vggface2', x'0000');
  INSERT INTO action (id, at, who, kind, sentence) VALUES
    (1, '2020-01-01T00:00:00Z', 'user', 'name', 'Named Anna.'), (2, '2020-01-01T00:00:00Z', 'user', 'answer', 'Different.'),
    (50, '2020-01-01T00:00:00Z', 'user', 'answer', 'Of a photo that was purged.');
  INSERT INTO naming (action, person, name, face) VALUES (1, 3, 'Anna', 5);
  INSERT INTO answer (action, left_face, right_face, verdict) VALUES (2, 5, 6, 'different');
`;

// Photos in your hand: copies to a folder and one zip, byte for byte, with nothing overwritten and no original touched.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { copy as copyCommand } from '../app/commands/copy.ts';
import { openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { zipOf } from '../app/library/originals.ts';
import { silentLog } from '../app/platform/log.ts';
import { distinctNames } from '../app/photos/distinct-names.ts';
import { type RunningServer, startServer } from '../app/server/server.ts';
import { facePhotos } from './face-photos.ts';
import { everyFormat } from './formats.ts';
import { FOREIGN_SIDECARS } from './foreign-sidecars.ts';
import { sendTo } from './http.ts';

const folder = mkdtempSync(join(tmpdir(), 'kindred-originals-'));
const photos = join(folder, 'photos');
const NAMES = ['IMG_1.jpg', 'img_1 (2).JPG', 'Zoë.jpg', 'Zoë.nef'];
/** On a busy machine. */
const PATIENCE = { timeout: 15_000, interval: 50 };
let contents: Buffer[];
let server: RunningServer;

beforeAll(async () => {
  const [one, two] = await facePhotos(2);
  const { 'baseline.jpg': ofRaw, 'nikon.nef': raw } = await everyFormat(320);
  contents = [one, two, ofRaw, raw].map((bytes) => ensure(bytes));
  for (const place of ['a', 'b']) mkdirSync(join(photos, place), { recursive: true });
  for (const [index, name] of ['b/Zoë.nef', 'b/Zoë.jpg', 'b/img_1.JPG', 'a/IMG_1.jpg'].entries()) {
    writeFileSync(join(photos, name), contents[3 - index] ?? '');
    utimesSync(join(photos, name), 1_600_000_000, 1_600_000_000 + index); // photos are listed by their times
  }
  server = await startServer({ folder: join(folder, 'library'), log: silentLog });
  await server.library.engine['folders.add']({ path: photos });
  await server.library.whenIdle();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('Doubles are numbered, a raw file stays beside its JPEG, and capitals and accents do not tell names apart', () => {
  const nameFiles = distinctNames((name) => name === 'taken.jpg');
  expect(nameFiles(['/a/one.jpg', '/a/one.nef'])).toEqual(['one.jpg', 'one.nef']);
  expect(nameFiles(['/b/ONE.NEF'])).toEqual(['ONE (2).NEF']);
  expect(nameFiles(['/c/one.jpg', '/c/one.nef'])).toEqual(['one (3).jpg', 'one (3).nef']);
  expect(nameFiles(['/d/taken.jpg'])).toEqual(['taken (2).jpg']);
  expect(nameFiles(['/e/caf\u00e9'])).toEqual(['caf\u00e9']);
  expect(nameFiles(['/f/cafe\u0301'])).toEqual(['cafe\u0301 (2)']);
});

test('A copy has every file byte for byte with its time, overwrites nothing, and numbers what is there already', async () => {
  const target = join(folder, 'taken along');
  mkdirSync(target);
  writeFileSync(join(target, 'IMG_1.jpg'), 'of somebody else');
  const told: number[] = [];
  const reply = await server.library.copy({ set: { photos: await every() }, withSidecars: false }, target, (done) => {
    told.push(done);
  });
  expect(reply).toEqual({ copied: 4, absent: 0, withoutNames: 0, isStopped: false });
  expect(told).toEqual([0, 1, 2, 3]);
  expect(readFileSync(join(target, 'IMG_1.jpg'), 'utf8')).toBe('of somebody else');
  const copies = readdirSync(target).filter((name) => name !== 'IMG_1.jpg');
  expect(copies).toHaveLength(4);
  for (const content of contents) {
    const copy = copies.find((name) => readFileSync(join(target, name)).equals(content));
    expect(copy).toBeDefined();
  }
  const zoe = statSync(join(target, 'Zoë.jpg')).mtimeMs;
  expect(Math.abs(zoe - statSync(join(photos, 'b', 'Zoë.jpg')).mtimeMs)).toBeLessThan(2000);
});

test('How far a copy is stands in the status; it ends when that is wished for, and what is whole stays', async () => {
  const target = join(folder, 'stopped');
  const { engine } = server.library;
  const seen: unknown[] = [];
  const reply = await server.library.copy(
    { set: { photos: await every() }, withSidecars: false },
    target,
    async (done) => {
      seen.push((await engine['library.status']({})).copying);
      if (done === 2) await engine['photos.stopCopying']({});
    },
  );
  expect(seen).toEqual([0, 1, 2].map((done) => ({ done, total: 4 })));
  expect(reply).toEqual({ copied: 2, absent: 0, withoutNames: 0, isStopped: true });
  expect(readdirSync(target)).toHaveLength(2);
  expect((await engine['library.status']({})).copying).toBeNull();
});

test('With sidecars: the names of today are put into what other programs wrote, and nothing is written beside the originals', async () => {
  const engine = server.library.engine;
  const foreign = FOREIGN_SIDECARS['darktable'] ?? '';
  const zoe = join(photos, 'b', 'Zoë.jpg');
  writeFileSync(`${zoe}.xmp`, foreign);
  writeFileSync(join(photos, 'b', 'Zoë.xmp'), 'of the raw file');
  const [photo] = await photosAt(zoe);
  const named = (await engine['photos.get']({ photo: photo ?? 0 })).faces[0]?.person?.id ?? 0;
  await engine['people.name']({ person: named, name: 'Zoë', ifTaken: 'ask' });
  const target = join(folder, 'with sidecars');
  await server.library.copy({ set: { photos: [photo ?? 0] }, withSidecars: true }, target);
  expect(readdirSync(target).sort()).toEqual(['Zoë.jpg', 'Zoë.jpg.xmp', 'Zoë.nef', 'Zoë.nef.xmp', 'Zoë.xmp']);
  const copied = readFileSync(join(target, 'Zoë.jpg.xmp'), 'utf8');
  expect(copied).toContain('<mwg-rs:Name>Zoë</mwg-rs:Name>');
  for (const line of foreign.split('\n')) expect(copied).toContain(line);
  expect(readFileSync(join(target, 'Zoë.xmp'), 'utf8')).toBe('of the raw file');
  // A second time beside the first: photo and sidecars are numbered alike.
  await server.library.copy({ set: { photos: [photo ?? 0] }, withSidecars: true }, target);
  expect(readdirSync(target).filter((name) => name.includes('(2)')).length).toBe(5);
  const { ticket, files } = await engine['photos.download']({ set: { photos: [photo ?? 0] }, withSidecars: true });
  expect(files).toBe(5);
  const { body, headers } = await fetched(ticket);
  expect(headers['content-length']).toBe(String(body.length));
  expect(readFileSync(`${zoe}.xmp`, 'utf8')).toBe(foreign);
  // One that cannot be understood goes as it is, which is said.
  writeFileSync(`${zoe}.xmp`, '<x:xmpmeta');
  const damaged = join(folder, 'with a damaged sidecar');
  const said = await server.library.copy({ set: { photos: [photo ?? 0] }, withSidecars: true }, damaged);
  expect(said).toMatchObject({ copied: 5, withoutNames: 1 });
  expect(readFileSync(join(damaged, 'Zoë.jpg.xmp'), 'utf8')).toBe('<x:xmpmeta');
  for (const path of [`${zoe}.xmp`, join(photos, 'b', 'Zoë.xmp')]) rmSync(path);
  await engine['history.undo']({});
});

test('On the command line a person is called by the whole name, however it is written, and nobody is guessed', async () => {
  const own = join(folder, 'of the command line');
  const opened = await openLibrary({ folder: own, log: silentLog, watch: false });
  await opened.engine['folders.add']({ path: join(photos, 'a') });
  await opened.whenIdle();
  const { photos: list } = await opened.engine['photos.list']({ offset: 0, limit: 1 });
  const { faces } = await opened.engine['photos.get']({ photo: ensure(list[0]).id });
  const person = ensure(faces[0]?.person ?? undefined).id;
  await opened.engine['people.name']({ person, name: 'Zoë Müller', ifTaken: 'ask' });
  await opened.close();
  const to = join(folder, 'by name');
  const kindred = (options: Record<string, string>) =>
    copyCommand.run({ options: { library: own, to, ...options }, operands: [] });
  await kindred({ person: 'zoe muller' });
  expect(readFileSync(join(to, 'IMG_1.jpg')).equals(ensure(contents[0]))).toBe(true);
  await expect(kindred({ person: 'Zoë' })).rejects.toThrow('Nobody in this library is called “Zoë”.');
  await expect(kindred({ person: 'Zoë Müller', search: 'jpg' })).rejects.toThrow('either a --person or a --search');
  await expect(kindred({})).rejects.toThrow('either a --person or a --search');
  expect(readdirSync(to)).toEqual(['IMG_1.jpg']);
  const away = join(folder, 'of nothing');
  await expect(kindred({ search: '1870', to: away })).rejects.toThrow('No photo was found, so nothing was copied.');
  await expect(kindred({ search: ' ', to: away })).rejects.toThrow('Say what to search for.');
  expect(existsSync(away)).toBe(false);
});

test('Into a watched folder or the library nothing is copied, and the sentence says why', async () => {
  const photo = await every();
  for (const target of [join(photos, 'a'), join(photos, 'new'), join(folder, 'library', 'x')]) {
    await expect(server.library.copy({ set: { photos: photo }, withSidecars: false }, target)).rejects.toThrow(
      'looks after that folder',
    );
  }
  expect(readdirSync(join(photos, 'a'))).toEqual(['IMG_1.jpg']);
  expect(existsSync(join(photos, 'new'))).toBe(false);
});

test('A file in the place of the folder, or a folder that takes no other one, ends the copy in a sentence', async () => {
  const copyTo = async (target: string) =>
    server.library.copy({ set: { photos: await every() }, withSidecars: false }, target);
  const file = join(folder, 'a file');
  writeFileSync(file, '');
  await expect(copyTo(file)).rejects.toThrow(`${file} is a file.`);
  await expect(copyTo(join(file, 'below'))).rejects.toThrow('Nothing may be written to');
  // Of itself Node would ask Linux for a folder in there for ever.
  const closed = process.platform === 'linux' ? '/proc/a/b' : join(file, 'a', 'b');
  await expect(copyTo(closed)).rejects.toThrow('Nothing may be written to');
});

test('A download is one zip with its length, which another program unpacks to the same bytes', async () => {
  const { ticket, files, bytes, absent } = await server.library.engine['photos.download']({
    set: { photos: await every() },
    withSidecars: false,
  });
  expect({ files, bytes, absent }).toEqual({
    files: 4,
    bytes: contents.reduce((sum, each) => sum + each.length, 0),
    absent: 0,
  });
  const sent = await fetched(ticket);
  expect(sent.status).toBe(200);
  expect(sent.headers).toMatchObject({
    'content-type': 'application/zip',
    'content-length': String(sent.body.length),
    'content-disposition': 'attachment; filename="Kindred.zip"',
  });
  const zip = join(folder, 'Kindred.zip');
  writeFileSync(zip, sent.body);
  const unpacked = join(folder, 'unpacked');
  // Python's, as every system that builds Kindred has it.
  execFileSync('python3', ['-m', 'zipfile', '-e', zip, unpacked]);
  expect(readdirSync(unpacked).sort()).toEqual([...NAMES].sort());
  for (const content of contents) {
    expect(readdirSync(unpacked).some((name) => readFileSync(join(unpacked, name)).equals(content))).toBe(true);
  }
});

test('A time that no zip can have becomes the nearest one that it can', async () => {
  const times = {
    'of 1975.jpg': Date.UTC(1975, 0, 1),
    'of 2019.jpg': Date.UTC(2019, 6, 4),
    'of 2110.jpg': Date.UTC(2110, 0, 1),
  };
  const content = Buffer.from('a photo');
  const files = Object.entries(times).map(([name, modified]) => ({ name, content, size: content.length, modified }));
  const zip = join(folder, 'times.zip');
  writeFileSync(zip, await buffer(zipOf({ files, absent: 0, withoutNames: 0, bytes: 3 * content.length })));
  const years = 'import sys, zipfile; print([info.date_time[0] for info in zipfile.ZipFile(sys.argv[1]).infolist()])';
  expect(execFileSync('python3', ['-c', years, zip], { encoding: 'utf8' }).trim()).toBe('[1980, 2019, 2107]');
});

test('A download that broke off goes on where it was, as long as its files are the same', async () => {
  const { ticket } = await server.library.engine['photos.download']({
    set: { photos: await every() },
    withSidecars: false,
  });
  const whole = await fetched(ticket);
  const etag = ensure(whole.headers.etag);
  const { length } = whole.body;
  const restFrom = (from: number, ifRange = etag) =>
    sendTo(server.port, downloadOf(ticket, undefined, { range: `bytes=${from}-`, 'if-range': ifRange }));
  for (const from of [1, Math.floor(length / 2), length - 1]) {
    const rest = await restFrom(from);
    expect(rest).toMatchObject({ status: 206, headers: { 'content-range': `bytes ${from}-${length - 1}/${length}` } });
    expect(rest.body.equals(whole.body.subarray(from))).toBe(true);
  }
  expect(await restFrom(length)).toMatchObject({ status: 416, headers: { 'content-range': `bytes */${length}` } });
  const other = await restFrom(5, '"of another download"');
  expect(other.status).toBe(200);
  expect(other.body.equals(whole.body)).toBe(true);
  const path = join(photos, 'a', 'IMG_1.jpg');
  writeFileSync(path, 'another file of this name');
  await expect(restFrom(length - 1)).rejects.toThrow(/aborted|hang up/);
  writeFileSync(path, ensure(contents[0]));
  utimesSync(path, 1_600_000_000, 1_600_000_003);
});

test('A ticket is good for a minute, begun for a day, only for who is signed in, and not when a file is another one', async () => {
  const engine = server.library.engine;
  const offer = () => every().then((list) => engine['photos.download']({ set: { photos: list }, withSidecars: false }));
  const [first, late] = [await offer(), await offer()];
  expect((await fetched(first.ticket, '')).status).not.toBe(200);
  expect((await fetched(first.ticket)).status).toBe(200);
  expect((await fetched('nonsense')).status).toBe(404);
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 61_000);
  expect((await fetched(late.ticket)).status).toBe(404);
  expect((await fetched(first.ticket)).status).toBe(200);
  vi.setSystemTime(Date.now() + 25 * 3_600_000);
  expect((await fetched(first.ticket)).status).toBe(404);
  vi.useRealTimers();

  const path = join(photos, 'a', 'IMG_1.jpg');
  const second = await engine['photos.download']({ set: { photos: await every() }, withSidecars: false });
  writeFileSync(path, 'another file of this name');
  await expect(fetched(second.ticket)).rejects.toThrow(/aborted|hang up/); // no browser takes it for whole
  writeFileSync(path, contents[0] ?? '');
  expect(existsSync(path)).toBe(true);
});

test.runIf(process.platform === 'linux')(
  'A browser that leaves in the middle, and a photo that goes meanwhile, end a download and leave no file open',
  { timeout: 60_000 },
  async () => {
    const long = join(folder, 'long');
    mkdirSync(long);
    for (const [index, name] of ['one.jpg', 'two.jpg'].entries()) {
      // More than what lies on the way between two programs.
      writeFileSync(join(long, name), Buffer.concat([ensure(contents[index]), Buffer.alloc(24_000_000)]));
    }
    await server.library.engine['folders.add']({ path: long });
    await server.library.whenIdle();
    const set = { photos: (await Promise.all(readdirSync(long).map((name) => photosAt(join(long, name))))).flat() };
    expect(set.photos).toHaveLength(2);
    const openFiles = () => openBy(process.pid).filter((path) => path.startsWith(long));
    const begun = async () => {
      const { ticket } = await server.library.engine['photos.download']({ set, withSidecars: false });
      const [response] = (await once(get(downloadOf(ticket)), 'response')) as [IncomingMessage];
      await once(response, 'readable');
      await vi.waitFor(() => expect(openFiles()).toHaveLength(1), PATIENCE);
      return response;
    };

    (await begun()).destroy();
    await vi.waitFor(() => expect(openFiles()).toEqual([]), PATIENCE);

    const cut = await begun();
    const [sent] = openFiles();
    const other = ensure(readdirSync(long).find((name) => name !== basename(ensure(sent))));
    rmSync(join(long, other));
    await expect(buffer(cut)).rejects.toThrow('aborted'); // no browser takes it for whole
    await vi.waitFor(() => expect(openFiles()).toEqual([]), PATIENCE);

    const rest = await server.library.engine['photos.download']({ set, withSidecars: false });
    expect(rest).toMatchObject({ files: 1, absent: 1 });
    expect((await fetched(rest.ticket)).status).toBe(200);
  },
);

function openBy(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((number) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${number}`)];
    } catch {
      return []; // closed meanwhile
    }
  });
}

async function photosAt(path: string): Promise<number[]> {
  const found = await Promise.all((await every()).map((photo) => server.library.engine['photos.get']({ photo })));
  return found.filter(({ places }) => places.some((place) => place.path === path)).map(({ id }) => id);
}

async function every(): Promise<number[]> {
  const { photos: list } = await server.library.engine['photos.list']({ offset: 0, limit: 20 });
  return list.map(({ id }) => id);
}

function downloadOf(ticket: string, key = new URL(server.address).searchParams.get('key') ?? '', more = {}) {
  const headers = { host: `127.0.0.1:${server.port}`, authorization: `Bearer ${key}`, ...more };
  return { host: '127.0.0.1', port: server.port, path: `/download/${ticket}`, headers };
}

function fetched(ticket: string, key?: string) {
  return sendTo(server.port, downloadOf(ticket, key));
}

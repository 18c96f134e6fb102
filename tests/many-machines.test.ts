// Photos analysed on other machines: with a real PostgreSQL, a real server, real workers, and all that is refused.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import type { Status } from '../app/contract.ts';
import { openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { readManifest } from '../app/models/manifest.ts';
import { silentLog } from '../app/platform/log.ts';
import { resource } from '../app/platform/resources.ts';
import { type RunningServer, startServer } from '../app/server/server.ts';
import { invite, readAdmission } from '../app/workers/invitations.ts';
import type { PhotoQueue } from '../app/workers/photo-queue.ts';
import { AWAY_AFTER_MS, type Grant, Outcomes, Taken, Welcome } from '../app/workers/protocol.ts';
import { ATTIC, queueOfWorker } from './attic.ts';
import { runCli } from './command-process.ts';
import { writeFacePhotos } from './face-photos.ts';
import { type Sent, sendTo } from './http.ts';
import { findPostgres, startPostgres, type TestPostgres } from './postgres.ts';

const WAIT = { timeout: 60_000, interval: 100 };

let folder: string;
let server: RunningServer | undefined;
const children: ChildProcess[] = [];
beforeEach(() => void (folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-many-')))));
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(findPostgres() === undefined)('With PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => void (postgres = await startPostgres(['fsync=off'])), 60_000);
  afterAll(() => postgres.stop());

  test('A worker analyses photos that it reads in a mounted folder or fetches, and the library is as without it', async () => {
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, 24);
    const { port } = await serve();
    const invitation = invite(library(), 'attic', `http://127.0.0.1:${port}`);
    const mounted = startWorker(invitation, '--name', 'mounted', '--photos', photos);
    const fetching = startWorker(invitation, '--name', 'fetching');
    await vi.waitUntil(async () => (await status()).workers.length === 2, WAIT);
    await engine()['folders.add']({ path: photos });
    await vi.waitUntil(async () => (await status()).photos.done === 24, WAIT);
    const { photos: counts, workers, problem, faces } = await status();
    expect([counts, problem, faces]).toEqual([{ total: 24, done: 24, waiting: 0, failed: 0 }, null, 24]);
    const byName = new Map(workers.map((worker) => [worker.name, worker]));
    for (const name of ['mounted', 'fetching']) {
      expect(byName.get(name)).toMatchObject({ provider: 'cpu', isAway: false });
      expect(byName.get(name)?.photosPerSecond).toBeGreaterThan(0);
    }
    await server?.library.whenIdle();
    const shared = await peopleOf(server?.library.engine);
    const alone = await openLibrary({ folder: join(folder, 'alone'), log: silentLog, watch: false });
    await alone.engine['folders.add']({ path: photos });
    await alone.whenIdle();
    expect(shared).toEqual(await peopleOf(alone.engine));
    await alone.close();
    for (const child of [mounted, fetching]) {
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    }
    await vi.waitUntil(async () => (await status()).workers.length === 0, WAIT); // both said goodbye
  }, 180_000);

  test('A worker of another version, or without an invitation, is told so in words and ends', async () => {
    const { port } = await serve();
    const address = `http://127.0.0.1:${port}`;
    const uninvited = await runCli(['worker', '--queue', postgres.address], {
      KINDRED_INVITATION: `${address}/#${'a'.repeat(43)}`,
    });
    expect([uninvited.status, uninvited.stderr]).toEqual([1, expect.stringContaining('unknown or was revoked')]);
    const without = await runCli(['worker', '--queue', postgres.address], { KINDRED_INVITATION: '' });
    expect([without.status, without.stderr]).toEqual([2, expect.stringContaining('KINDRED_INVITATION')]);
    const { secret } = readAdmission(invite(library(), 'attic', address));
    const older = { ...ATTIC, versions: { ...ATTIC.versions, pipeline: 1 } };
    const refused = await post('/worker/hello', secret, older);
    expect([refused.status, sentenceIn(refused)]).toEqual([409, expect.stringContaining('attic runs another version')]);
  });

  test('The invitation is printed once by the command, for the server that runs', async () => {
    const { port } = await serve();
    const made = await runCli(['worker', '--invite', '--address', `http://127.0.0.1:${port}`, '--library', library()]);
    expect(made.stderr).toContain('shown only now');
    const { secret } = readAdmission(made.stdout.trim());
    expect((await post('/worker/hello', secret, ATTIC)).status).toBe(200);
    expect(await engine()['workers.list']({})).toMatchObject({ invitations: [{ name: 'worker' }] });
  });

  test('Wrong, missing, revoked and replayed tokens are refused, and a worker reads and writes nothing but its own', async () => {
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, 40);
    const { port } = await serve();
    const address = `http://127.0.0.1:${port}`;
    const { secret } = readAdmission(invite(library(), 'attic', address));

    for (const wrong of ['', 'b'.repeat(43), `${secret}x`, secret.slice(1)]) {
      expect((await post('/worker/hello', wrong, ATTIC)).status).toBe(403);
    }
    const cookie = await sendTo(port, {
      path: '/worker/hello',
      method: 'POST',
      json: ATTIC,
      headers: { authorization: `Bearer ${secret}`, origin: address },
    });
    expect(cookie.status).toBe(403); // a page in a browser
    const one = await hello(secret);
    const other = await hello(secret);
    for (const path of ['/worker/sign', '/worker/take', '/worker/leave', '/worker/results']) {
      for (const wrong of ['', secret, 'c'.repeat(43)]) expect((await post(path, wrong, {})).status).toBe(403);
    }
    expect((await post('/worker/else', one.session, {})).status).toBe(404);
    // A worker's session is no session of a browser.
    expect((await post('/call/library.status', one.session, {})).status).toBe(403);

    const queue = await openQueue(one.queue);
    await engine()['work.pause']({});
    await engine()['folders.add']({ path: photos });
    await vi.waitUntil(async () => (await status()).photos.waiting === 40, WAIT);
    await engine()['work.resume']({});
    const job = await take(queue);
    // Before it is taken from the server as well, its photo is none of anybody's.
    expect((await visit(`/worker/photo/${job}?until=${Date.now() + 1000}&nonce=n&signature=s`)).status).toBe(403);
    expect(await give(one.session, job, failed())).toBe('conflict');
    const [grant] = await takeFromServer(one.session, job);
    if (!grant) throw new Error('The photo was not granted.');
    expect(grant.places[0]).toMatch(/^\d+\.jpg$/);
    expect(await give(other.session, job, failed())).toBe('conflict'); // not its own

    // The address: for this photo, once.
    const another = grant.address.replace(job, '00000000-0000-4000-8000-000000000000');
    expect((await visit(another)).status).toBe(403);
    expect((await visit(grant.address.replace(/until=\d/, 'until=9'))).status).toBe(403);
    const photo = await visit(grant.address);
    expect(photo.body.equals(readFileSync(join(photos, grant.places[0] ?? '')))).toBe(true);
    expect((await visit(grant.address)).status).toBe(403);

    // The result: of the right shape, once.
    const thumbnail = readFileSync(join(photos, '1.jpg')).toString('base64');
    const found = {
      kind: 'analysed',
      hash: 'd'.repeat(64),
      bytes: grant.size,
      analysis: {
        width: 160,
        height: 160,
        thumbnail,
        faces: [],
        milliseconds: { decode: 0, detect: 0, embed: 0 },
      },
    };
    const shapes = [
      {},
      { ...found, hash: 'x' },
      { ...found, bytes: 1 },
      { ...found, analysis: { ...found.analysis, thumbnail: 'AAAA' } },
      { ...found, analysis: { ...found.analysis, faces: [faceWithVectorsOf(0, thumbnail)] } },
      { ...found, analysis: { ...found.analysis, faces: [faceWithVectorsOf(NaN, thumbnail)] } },
    ];
    for (const wrong of shapes) expect(await give(one.session, job, wrong)).toBe('badRequest');
    expect(await give(one.session, job, found)).toBeNull();
    expect(await give(one.session, job, found)).toBe('conflict');
    // What a worker finds to be a video is looked at here.
    const film = await take(queue);
    // Of results that are given together each is taken by itself.
    expect(await takeFromServer(one.session, film)).toMatchObject([{ isAlone: false }]);
    const together = [
      { job, result: found },
      { job: film, result: { kind: 'left' } },
    ];
    const outcomes = json(await post('/worker/results', one.session, { results: together }));
    expect(outcomes).toMatchObject({ outcomes: [{ code: 'conflict' }, null] });
    // What the queue never gave out is not there to be taken.
    expect(await takeFromServer(one.session, '00000000-0000-4000-8000-000000000000')).toEqual([null]);

    const last = await take(queue);
    const [granted] = await takeFromServer(other.session, last);
    const { invitations } = await engine()['workers.list']({});
    await engine()['workers.revoke']({ invitation: invitations?.[0]?.id ?? '' });
    for (const { session } of [one, other]) {
      expect((await post('/worker/sign', session, { jobs: [], begunAlone: null })).status).toBe(403);
    }
    expect((await post('/worker/hello', secret, ATTIC)).status).toBe(403);
    expect((await visit(granted?.address ?? '/')).status).toBe(403); // not even the photo that it was just given
    await queue.close();
    // Whatever they held is analysed here.
    await vi.waitUntil(async () => (await status()).photos.done === 40, WAIT);
  });

  test('A photo that ended three workers is set aside with its reason, and all others are analysed', async () => {
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, 30);
    const { port } = await serve();
    const { secret } = readAdmission(invite(library(), 'attic', `http://127.0.0.1:${port}`));
    const { session, queue: name } = await hello(secret);
    const queue = await openQueue(name);
    await engine()['folders.add']({ path: photos });
    const job = await take(queue);
    await takeFromServer(session, job);
    for (let attempt = 0; attempt < 3; attempt++) {
      await queue.giveUp([job]); // as the server does when a worker is away
      if (attempt < 2) await vi.waitUntil(async () => (await queue.take(1))[0] === job, WAIT);
    }
    const reasons = async () => {
      const { failures } = await engine()['failures.list']({ offset: 0, limit: 10 });
      return failures.map(({ reason }) => reason.id);
    };
    await expect.poll(reasons, WAIT).toEqual(['photoKillsWorkers']);
    await post('/worker/leave', session, {});
    await vi.waitUntil(async () => (await status()).photos.waiting === 0, WAIT);
    expect((await status()).photos).toMatchObject({ done: 29, failed: 1 });
    await queue.close();
  });

  test('A photo with which three workers went was given to each alone, is set aside, and none beside it is blamed', async () => {
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, 30);
    const { port } = await serve();
    const { secret } = readAdmission(invite(library(), 'attic', `http://127.0.0.1:${port}`));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }); // nobody is away but by what is said below
    onTestFinished(() => void vi.useRealTimers());
    const staying = await hello(secret);
    const first = await hello(secret);
    const queue = await openQueue(first.queue);
    await engine()['folders.add']({ path: photos });
    const [deadly, harmless] = [await take(queue), await take(queue)];
    await engine()['work.pause']({}); // this machine would take what comes back
    const beside = await takeFromServer(first.session, deadly, harmless);
    expect(beside).toMatchObject([{ isAlone: false }, { isAlone: false }]);
    await goSilent(1);
    const second = await hello(secret);
    expect(await takeFromServer(second.session, deadly, harmless)).toMatchObject([{ isAlone: true }, null]);
    await begin(second.session, deadly);
    await goSilent(2);
    const third = await hello(secret);
    expect(await takeFromServer(third.session, harmless)).toMatchObject([{ isAlone: true }]);
    expect(await give(third.session, harmless, { kind: 'left' })).toBeNull();
    expect(await takeFromServer(third.session, deadly)).toMatchObject([{ isAlone: true }]);
    await begin(third.session, deadly);
    await goSilent(3);
    vi.useRealTimers();
    const reasons = async () => {
      const { failures } = await engine()['failures.list']({ offset: 0, limit: 10 });
      return failures.map(({ reason }) => reason.id);
    };
    await expect.poll(reasons, WAIT).toEqual(['photoKillsWorkers']);
    await queue.close();
    await engine()['work.resume']({});
    await vi.waitUntil(async () => (await status()).photos.waiting === 0, WAIT);
    expect((await status()).photos).toMatchObject({ done: 29, failed: 1 });

    async function begin(session: string, job: string): Promise<void> {
      expect((await post('/worker/sign', session, { jobs: [job], begunAlone: job })).status).toBe(200);
    }

    /** All but one say nothing for too long. @param away how many those are by then */
    async function goSilent(away: number): Promise<void> {
      vi.setSystemTime(Date.now() + AWAY_AFTER_MS + 1_000);
      const sharing = ensure(server?.library.sharing);
      sharing.door.sign(staying.session, [], null);
      while (sharing.workers().filter(({ isAway }) => isAway).length < away) await pause(WAIT.interval);
    }
  }, 180_000);

  const library = () => join(folder, 'library');

  async function serve(): Promise<RunningServer> {
    server = await startServer({ folder: library(), log: silentLog, queue: postgres.address });
    await server.library.sharing?.tried();
    return server;
  }

  function engine() {
    if (!server) throw new Error('No server was started.');
    return server.library.engine;
  }

  async function status(): Promise<Status> {
    return engine()['library.status']({});
  }

  function startWorker(invitation: string, ...words: string[]): ChildProcess {
    const child = spawn(process.execPath, [resource('app', 'cli.ts'), 'worker', ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, KINDRED_INVITATION: invitation, KINDRED_QUEUE: postgres.address },
    });
    children.push(child);
    return child;
  }

  async function openQueue(name: string): Promise<PhotoQueue> {
    return queueOfWorker(postgres, name);
  }

  async function take(queue: PhotoQueue): Promise<string> {
    return vi.waitUntil(async () => (await queue.take(1))[0], WAIT);
  }

  async function takeFromServer(session: string, ...jobs: string[]): Promise<(Grant | null)[]> {
    return Taken.parse(json(await post('/worker/take', session, { jobs }))).grants;
  }

  /** @returns why it was not stored; null: it was */
  async function give(session: string, job: string, result: unknown): Promise<string | null> {
    const sent = await post('/worker/results', session, { results: [{ job, result }] });
    const [outcome] = Outcomes.parse(json(sent)).outcomes;
    return outcome?.code ?? null;
  }

  async function hello(secret: string) {
    return Welcome.parse(json(await post('/worker/hello', secret, ATTIC)));
  }

  function post(path: string, bearer: string, value: unknown): Promise<Sent> {
    const authorization = bearer === '' ? {} : { authorization: `Bearer ${bearer}` };
    return sendTo(server?.port ?? 0, { path, method: 'POST', json: value, headers: authorization });
  }

  const visit = (path: string) => sendTo(server?.port ?? 0, { path });
});

/** All else of it is as it should be. */
function faceWithVectorsOf(value: number, crop: string) {
  const embeddings = readManifest().models.flatMap(({ name, dimensions }) =>
    dimensions === null
      ? []
      : [[name, Buffer.from(new Float16Array(dimensions).fill(value).buffer).toString('base64')]],
  );
  return {
    box: [10, 10, 50, 50],
    landmarks: Array.from({ length: 10 }, () => 20),
    confidence: 1,
    quality: 1,
    embeddings: z.record(z.string(), z.string()).parse(Object.fromEntries(embeddings)),
    crop,
  };
}

function failed() {
  return { kind: 'failed', code: null, sentence: { text: 'It fell.', id: null, values: {} } };
}

function json({ body }: Sent): unknown {
  const value: unknown = JSON.parse(body.toString());
  return value;
}

function sentenceIn(sent: Sent): string {
  return z.object({ error: z.object({ sentence: z.object({ text: z.string() }) }) }).parse(json(sent)).error.sentence
    .text;
}

/** How many faces each has. */
async function peopleOf(engine: RunningServer['library']['engine'] | undefined): Promise<number[]> {
  const reply = await engine?.['people.list']({ section: 'main', offset: 0, limit: 100 });
  return (reply?.people ?? []).map(({ faces }) => faces).sort((one, other) => one - other);
}

// Workers that go while they hold a photo: when that is the photo's fault, and when not. With a real PostgreSQL.

import { setTimeout as pause } from 'node:timers/promises';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Library, openLibrary } from '../app/core.ts';
import { ensure } from '../app/ensure.ts';
import { silentLog } from '../app/platform/log.ts';
import { invite, readAdmission } from '../app/workers/invitations.ts';
import type { PhotoQueue } from '../app/workers/photo-queue.ts';
import { AWAY_AFTER_MS } from '../app/workers/protocol.ts';
import { ATTIC, queueOfWorker } from './attic.ts';
import { writeFacePhotos } from './face-photos.ts';
import { findPostgres, startPostgres, type TestPostgres } from './postgres.ts';

const PHOTOS = 30;
const WAIT = { timeout: 60_000, interval: 100 };

describe.skipIf(findPostgres() === undefined)('With PostgreSQL', () => {
  let postgres: TestPostgres;
  let folder: string;
  let library: Library;
  let queue: PhotoQueue;
  /** Says that it is there, so that photos are not analysed here. */
  let staying: string;
  beforeAll(async () => void (postgres = await startPostgres(['fsync=off'])), 60_000);
  afterAll(() => postgres.stop());
  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'kindred-lost-')));
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, PHOTOS);
    library = await openLibrary({ folder: join(folder, 'library'), log: silentLog, queue: postgres.address });
    await library.sharing?.tried();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }); // nobody is away but by what is said below
    staying = hello();
    const { queue: name } = door().hello(secret(), ATTIC);
    queue = await queueOfWorker(postgres, name);
    await library.engine['folders.add']({ path: photos });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await queue.close();
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('Workers that were only out of reach leave no blame: a photo that they held four times is not set aside', async () => {
    const worker = hello();
    const job = await takeAny();
    await library.engine['work.pause']({}); // this machine would take what comes back
    door().take(worker, [job]);
    for (let cut = 1; cut <= 4; cut++) {
      await goSilent();
      door().sign(worker, [job], null);
      await takeAgain(job);
      expect(door().take(worker, [job])).toMatchObject([{ isAlone: false }]);
    }
    await door().deliver(worker, job, { kind: 'left' });
    await allMustBeRead(worker);
  }, 180_000);

  test('Workers that go before they have begun with a photo that is to be alone leave no blame', async () => {
    const first = hello();
    const job = await takeAny();
    await library.engine['work.pause']({});
    door().take(first, [job]);
    await goSilent(); // it may have been this one
    for (let lost = 1; lost <= 4; lost++) {
      await takeAgain(job);
      expect(door().take(hello(), [job])).toMatchObject([{ isAlone: true }]);
      await goSilent(); // it waited for others to be done
    }
    await takeAgain(job);
    const last = hello();
    expect(door().take(last, [job])).toMatchObject([{ isAlone: true }]);
    await door().deliver(last, job, { kind: 'left' });
    await allMustBeRead(last);
  }, 180_000);

  const door = () => ensure(library.sharing).door;

  function secret(): string {
    return readAdmission(invite(join(folder, 'library'), 'attic', 'http://127.0.0.1:1')).secret;
  }

  function hello(): string {
    return door().hello(secret(), ATTIC).session;
  }

  async function takeAny(): Promise<string> {
    return vi.waitUntil(async () => (await queue.take(1))[0], WAIT);
  }

  /** It is the oldest, and so comes first. */
  async function takeAgain(job: string): Promise<void> {
    await vi.waitUntil(async () => (await queue.take(1))[0] === job, WAIT);
  }

  /** All but one say nothing for too long, and the server notices. */
  async function goSilent(): Promise<void> {
    const { workers } = ensure(library.sharing);
    vi.setSystemTime(Date.now() + AWAY_AFTER_MS + 1_000);
    door().sign(staying, [], null);
    while (workers().filter(({ isAway }) => !isAway).length > 1) await pause(WAIT.interval);
  }

  async function allMustBeRead(worker: string): Promise<void> {
    vi.useRealTimers();
    for (const session of [worker, staying]) await door().leave(session);
    await library.engine['work.resume']({});
    const counts = async () => (await library.engine['library.status']({})).photos;
    await vi.waitUntil(async () => (await counts()).waiting === 0, WAIT);
    expect(await counts()).toMatchObject({ done: PHOTOS, failed: 0 });
  }
});

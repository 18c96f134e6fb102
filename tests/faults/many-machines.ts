// Workers are killed, PostgreSQL loses power, and the network is cut, again and again: no photo is lost, and none is stored twice.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Library, openLibrary } from '../../app/core.ts';
import { silentLog } from '../../app/platform/log.ts';
import { resource } from '../../app/platform/resources.ts';
import { startServer } from '../../app/server/server.ts';
import { invite } from '../../app/workers/invitations.ts';
import { writeFacePhotos } from '../face-photos.ts';
import { findPostgres, startPostgres } from '../postgres.ts';
import { fingerprints, mustBeUntouched, mustBeWhole, rows } from './library.ts';
import { must, pause, type Trial } from './trial.ts';

const PHOTOS = 2_000;
const WORKERS = 4;
const KILLS = 40;
const RESTARTS = 5;
const CUTS = 5;
/** Shorter than a worker may be silent before it counts as away, and longer. */
const SHORTEST_CUT_MS = 3_000;
const LONGEST_CUT_MS = 30_000;
const TRIAL_TIMEOUT_MS = 3_600_000;
const NAMESPACE = `kindred-${process.pid}`;
/** Ends of the one cable between the machine and the namespace: at most 15 letters. */
const [HERE, THERE] = [`kh${process.pid}`, `kt${process.pid}`];
const [HERE_ADDRESS, THERE_ADDRESS] = ['10.213.77.1', '10.213.77.2'];

export const manyMachines: Trial = {
  sentence: 'Killed workers, a queue that restarts and a network that is cut lose no photo, and none is stored twice',
  async run({ folder, random, scale, say }) {
    if (findPostgres() === undefined) return { skipped: 'There is no PostgreSQL here.' };
    if (!makeNamespace()) return { skipped: 'Network namespaces need Linux and its administrator.' };
    const children = new Set<ChildProcess>();
    const postgres = await startPostgres();
    const libraryFolder = join(folder, 'library');
    const server = await startServer({ folder: libraryFolder, log: silentLog, queue: postgres.address });
    try {
      const photos = join(folder, 'photos');
      const count = Math.ceil(PHOTOS * scale);
      await writeFacePhotos(photos, count);
      const originals = fingerprints(photos);
      for (const port of [postgres.port, server.port]) {
        children.add(relay([], HERE_ADDRESS, port, '127.0.0.1'));
        children.add(relay(['ip', 'netns', 'exec', NAMESPACE], '127.0.0.1', port, HERE_ADDRESS));
      }
      const invitation = invite(libraryFolder, 'trial', `http://127.0.0.1:${server.port}`);
      const startWorker = () => {
        const command = [process.execPath, resource('app', 'cli.ts'), 'worker', '--photos', photos];
        const child = spawn('ip', ['netns', 'exec', NAMESPACE, ...command], {
          stdio: 'ignore',
          env: { ...process.env, KINDRED_QUEUE: postgres.address, KINDRED_INVITATION: invitation },
        });
        children.add(child);
        return child;
      };
      const workers = Array.from({ length: WORKERS }, startWorker);
      const { engine } = server.library;
      await until(async () => (await engine['library.status']({})).workers.length >= WORKERS, 'Workers did not come');
      await engine['folders.add']({ path: photos });
      const faults = shuffled(random, [
        ...Array.from({ length: Math.ceil(KILLS * scale) }, () => 'kill' as const),
        ...Array.from({ length: Math.ceil(RESTARTS * scale) }, () => 'restart' as const),
        ...Array.from({ length: Math.ceil(CUTS * scale) }, () => 'cut' as const),
      ]);
      for (const [index, fault] of faults.entries()) {
        // Spread over the whole of the work.
        const due = (count * (index + 1)) / (faults.length + 2);
        await until(
          async () => (await engine['library.status']({})).photos.done >= due,
          'Nothing is analysed any more',
        );
        if (fault === 'restart') await postgres.restart();
        else if (fault === 'cut') await cut(SHORTEST_CUT_MS + random.below(LONGEST_CUT_MS - SHORTEST_CUT_MS));
        else {
          const victim = random.below(WORKERS);
          workers[victim]?.kill('SIGKILL');
          workers[victim] = startWorker();
        }
      }
      await until(async () => (await engine['library.status']({})).photos.waiting === 0, 'Photos still wait');
      await server.library.whenIdle();
      const { photos: counts, faces } = await engine['library.status']({});
      const { failures } = await engine['failures.list']({ offset: 0, limit: 5 });
      must(counts.done === count, `${counts.done} of ${count} photos were analysed: ${failures[0]?.reason.text ?? ''}`);
      const twice = rows(libraryFolder, 'SELECT hash FROM photo GROUP BY hash HAVING count(*) > 1');
      must(twice.length === 0, `${twice.length} photos are in the store twice.`);
      const people = await peopleOf(server.library);
      await server.close();
      await mustBeWhole(libraryFolder);
      mustBeUntouched(originals, photos);
      say('the same without a queue …');
      const alone = await openLibrary({ folder: join(folder, 'alone'), log: silentLog, watch: false });
      await alone.engine['folders.add']({ path: photos });
      await alone.whenIdle();
      const expected = await peopleOf(alone);
      await alone.close();
      must(people === expected, `The people are others than without a queue: ${people} instead of ${expected}.`);
      const told = (kind: string) => faults.filter((each) => each === kind).length;
      return {
        figures: `${told('kill')} kills, ${told('restart')} restarts and ${told('cut')} cuts: ${counts.done} photos with ${faces} faces, each once, and the same people as without a queue`,
      };
    } finally {
      for (const child of children) child.kill('SIGKILL');
      await server.close();
      await postgres.stop();
      removeNamespace();
    }
  },
};

/** How many photos each person is on, the most first. */
async function peopleOf({ engine }: Library): Promise<string> {
  const { people } = await engine['people.list']({ section: 'main', offset: 0, limit: 1000 });
  return people.map(({ photos }) => photos).join(', ');
}

function relay(under: string[], host: string, port: number, to: string): ChildProcess {
  const file = resource('tests', 'faults', 'relay.ts');
  const [program = '', ...words] = [...under, process.execPath, file, host, String(port), to, String(port)];
  return spawn(program, words, { stdio: 'ignore' });
}

/** The cable is pulled: nothing is told, packets are gone. */
async function cut(milliseconds: number): Promise<void> {
  ip('link', 'set', HERE, 'down');
  await pause(milliseconds);
  ip('link', 'set', HERE, 'up');
}

function makeNamespace(): boolean {
  if (process.platform !== 'linux' || !ip('netns', 'add', NAMESPACE)) return false;
  const within = ['-n', NAMESPACE];
  return [
    ['link', 'add', HERE, 'type', 'veth', 'peer', 'name', THERE],
    ['link', 'set', THERE, 'netns', NAMESPACE],
    ['addr', 'add', `${HERE_ADDRESS}/30`, 'dev', HERE],
    ['link', 'set', HERE, 'up'],
    [...within, 'addr', 'add', `${THERE_ADDRESS}/30`, 'dev', THERE],
    [...within, 'link', 'set', THERE, 'up'],
    [...within, 'link', 'set', 'lo', 'up'],
  ].every((words) => ip(...words));
}

function removeNamespace(): void {
  ip('link', 'del', HERE);
  ip('netns', 'del', NAMESPACE);
}

function ip(...words: string[]): boolean {
  return spawnSync('ip', words, { stdio: 'ignore' }).status === 0;
}

async function until(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  const began = performance.now();
  while (!(await isSo())) {
    must(performance.now() - began < TRIAL_TIMEOUT_MS, `${otherwise}.`);
    await pause(100);
  }
}

function shuffled<Item>(random: { below(most: number): number }, items: readonly Item[]): Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(random.below(left.length), 1));
}

// Five people use a server while 500 slow and 50 guessing clients without an account attack it: are they served, at what cost?

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NODE_OPTIONS } from '../../app/platform/engine-options.mjs';
import { resource } from '../../app/platform/resources.ts';
import { setPassword } from '../../app/server/password.ts';
import { writeFacePhotos } from '../face-photos.ts';
import { type Sent, sendTo } from '../http.ts';
import { must, pause, type Trial } from './trial.ts';

const PASSWORD = 'correct horse battery staple';
const HOST = 'photos.example.org';
const SLOW = 500;
const GUESSING = 50;
const HONEST = 5;
/** Of each of the two waves. */
const ATTACK_MS = 5 * 60_000;
const CALM_MS = 15_000;
/** Until the last passwords are checked, V8 has collected what the connections left, and memory is given back. */
const AFTERWARDS_MS = 45_000;
/** What a person does with a screen: asks, and looks at a picture, several times a second. */
const BETWEEN_MS = 50;
const MOST_MEDIAN_MS = 300;
/**
 * “As before”: a minute after an attack at most half as much again as with five people at work, and after a second one just
 * like it no more than that either. Without a bound to the heap it was 1.7 times as much.
 */
const MOST_GROWTH = 1.5;

export const slowClients: Trial = {
  sentence: '500 slow and 50 guessing clients keep nobody waiting who is signed in',
  async run({ folder, scale, say }) {
    if (process.platform !== 'linux') return { skipped: 'It reads the memory of a process from /proc.' };
    const photos = join(folder, 'photos');
    await writeFacePhotos(photos, 12);
    const library = join(folder, 'library');
    await setPassword(library, PASSWORD);
    const { server, port } = await serve(library, photos);
    let attackers: ChildProcess | undefined;
    try {
      const cookies = await Promise.all(Array.from({ length: HONEST }, (_, each) => signIn(port, each)));
      const [cookie = ''] = cookies;
      await call(port, cookie, 'folders.add', { path: photos });
      await untilRead(port, cookie);
      const calm = await latenciesOf(CALM_MS, port, cookies);
      await pause(CALM_MS);
      const before = memoryOf(server);

      const attacked: number[] = [];
      const during: number[] = [];
      const after: number[] = [];
      for (let wave = 1; wave <= 2; wave++) {
        attackers = spawn(
          process.execPath,
          [resource('tests', 'faults', 'attackers.ts'), String(port), HOST, String(SLOW), String(GUESSING)],
          { stdio: ['ignore', 'inherit', 'inherit'] },
        );
        await pause(2_000);
        attacked.push(...(await latenciesOf(ATTACK_MS * scale, port, cookies)));
        during.push(memoryOf(server));
        attackers.kill();
        await latenciesOf(CALM_MS, port, cookies);
        await pause(AFTERWARDS_MS);
        after.push(memoryOf(server));
      }

      const figures =
        `${attacked.length} requests: median ${ms(quantile(attacked, 0.5))}, 99 of 100 ${ms(quantile(attacked, 0.99))}, ` +
        `longest ${ms(quantile(attacked, 1))} (calm: median ${ms(quantile(calm, 0.5))}, 99 of 100 ${ms(quantile(calm, 0.99))}); ` +
        `memory ${mb(before)} before; in two waves ${during.map(mb).join(' and ')} during, ${after.map(mb).join(' and ')} after`;
      say(figures);
      must(quantile(attacked, 0.5) < MOST_MEDIAN_MS, 'Those who are signed in had to wait.');
      must(Math.max(...after) < MOST_GROWTH * before, 'The server kept more memory than before.');
      return { figures };
    } finally {
      attackers?.kill();
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  },
};

async function serve(library: string, photos: string): Promise<{ server: ChildProcess; port: number }> {
  const words = ['--library', library, '--address', `https://${HOST}`, '--proxy', '127.0.0.1', '--port', '0'];
  const server = spawn(process.execPath, [...NODE_OPTIONS, resource('app', 'server', 'main.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PHOTOS_ROOT: photos },
  });
  await once(server.stdout, 'data'); // its address, when it listens
  return { server, port: portOf(server) };
}

/** The port is any free one, and the address that is printed is the proxy's: the system knows. */
function portOf({ pid }: ChildProcess): number {
  const LISTEN = '0A';
  const sockets = readFileSync(`/proc/${pid}/net/tcp`, 'utf8').split('\n').slice(1);
  const own = ownSockets(pid ?? 0);
  const found = sockets
    .map((line) => line.trim().split(/\s+/))
    .find((fields) => fields[3] === LISTEN && own.has(fields[9] ?? ''));
  return Number.parseInt(found?.[1]?.split(':')[1] ?? '', 16);
}

function ownSockets(pid: number): Set<string> {
  const links = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      return []; // closed meanwhile
    }
  });
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

async function signIn(port: number, each: number): Promise<string> {
  const headers = { host: HOST, origin: `https://${HOST}`, 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ password: PASSWORD }).toString();
  const address = { 'x-forwarded-for': `198.51.100.${each}` };
  const sent = await sendTo(port, { path: '/sign-in', method: 'POST', body, headers: { ...headers, ...address } });
  must(sent.status === 303, `Signing in was answered with ${sent.status}.`);
  return sent.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

function call(port: number, cookie: string, name: string, json: unknown): Promise<Sent> {
  return sendTo(port, { path: `/call/${name}`, method: 'POST', json, headers: { host: HOST, cookie } });
}

async function untilRead(port: number, cookie: string): Promise<void> {
  const Status = z.object({ value: z.object({ photos: z.object({ total: z.number(), done: z.number() }) }) });
  for (;;) {
    const { body } = await call(port, cookie, 'library.status', {});
    const { total, done } = Status.parse(JSON.parse(body.toString())).value.photos;
    if (total > 0 && done === total) return;
    await pause(500);
  }
}

/** @returns how long each answer took, in milliseconds */
async function latenciesOf(milliseconds: number, port: number, cookies: readonly string[]): Promise<number[]> {
  const end = performance.now() + milliseconds;
  const times: number[] = [];
  await Promise.all(
    cookies.map(async (cookie) => {
      while (performance.now() < end) {
        const asks = [
          () => call(port, cookie, 'library.status', {}),
          () => call(port, cookie, 'photos.list', {}),
          () => sendTo(port, { path: '/media/thumbnail/1', headers: { host: HOST, cookie } }),
        ];
        for (const ask of asks) {
          const began = performance.now();
          const { status } = await ask();
          must(status === 200, `Somebody who is signed in was answered with ${status}.`);
          times.push(performance.now() - began);
          await pause(BETWEEN_MS);
        }
      }
    }),
  );
  return times;
}

/** Bytes. */
function memoryOf({ pid }: ChildProcess): number {
  const [, kilobytes = ''] = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

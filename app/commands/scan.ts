// kindred scan: adds folders, reads what is there, groups, and says what came of it.

import { resolve } from 'node:path';
import { AppError } from '../errors.ts';
import { type Command, libraryOption, print, UsageError, withOldOrNewLibrary } from './command.ts';
import { startProgress } from './progress.ts';
import type { Failure, Status } from '../contract.ts';

export const scan: Command = {
  usage: 'scan FOLDER… [--library DIR] [--json]',
  summary: 'Adds the folders, finds and groups the faces in their photos, and ends.',
  options: { ...libraryOption, json: { type: 'boolean' } },
  async run({ options, operands }) {
    if (operands.length === 0) throw new UsageError('Name at least one folder.');
    const began = performance.now();
    await withOldOrNewLibrary(options, async (call, library) => {
      const progress = startProgress();
      const unsubscribe = library.subscribe((name, payload) => {
        if (name === 'status') progress.say(progressOf(payload as Status)); // the event's own payload
      });
      try {
        for (const typed of operands) await call('folders.add', { path: wholePath(typed) });
        await library.whenIdle();
      } finally {
        unsubscribe();
        progress.end();
      }
      const status = await call('library.status', {});
      const { failures } = await call('failures.list', { limit: 1000 });
      const failuresOf = (sort: Failure['what']) =>
        failures.flatMap(({ what, path, reason }) => (what === sort ? { path, reason } : []));
      const { decode, detect, embed, store, group } = library.stages();
      const seconds = (performance.now() - began) / 1000;
      const summary = {
        photos: status.photos.done,
        videos: status.videos.done,
        faces: status.faces,
        people: status.people,
        failed: failuresOf('file'),
        skipped: status.folders.flatMap(({ path, skipped }) => skipped.map((each) => ({ folder: path, ...each }))),
        seconds: round(seconds),
        stages: mapValues({ decode, detect, embed, store, group }, (ms) => round(ms / 1000)),
      };
      const { problem } = status;
      const isAway = status.folders.some(({ state }) => state === 'away'); // safe, and no fault of this scan
      if (problem && !isAway) throw new AppError('library', `${problem.message.text} ${problem.hint.text}`);
      if (options['json']) return print(summary);
      const { photos, faces, people } = summary;
      process.stdout.write(`${photos} photos, ${faces} faces, ${people} people in ${summary.seconds} s\n`);
      for (const { path, reason } of summary.failed) process.stdout.write(`could not read ${path}: ${reason}\n`);
      for (const { path, reason } of failuresOf('peopleInVideo')) {
        process.stdout.write(`could not look for people in ${path}: ${reason}\n`);
      }
      for (const { kind, reason, count, example } of summary.skipped) {
        process.stdout.write(`not read: ${count} of kind ${kind} (${reason}), such as ${example}\n`);
      }
    });
  },
};

/** A path is meant from where it was typed; the engine, which may run anywhere, wants the whole of it. */
function wholePath(typed: string): string {
  return typed.startsWith('~') ? typed : resolve(typed);
}

function progressOf({ activity, photos, videos, faces, photosPerSecond, secondsLeft }: Status): string {
  const { done, failed, total } = photos;
  const speed = photosPerSecond ? `, ${photosPerSecond.toFixed(1)} photos/s` : '';
  const left = secondsLeft ? `, ${duration(secondsLeft)} left` : '';
  if (activity === 'videos') {
    const through = videos.done + videos.failed;
    return `people in ${through} of ${through + videos.waiting} videos, ${faces} faces${left}`;
  }
  return `${done + failed} of ${total} photos, ${faces} faces${speed}${left}`;
}

function duration(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function mapValues<K extends string>(record: Record<K, number>, map: (value: number) => number) {
  return Object.fromEntries(Object.entries<number>(record).map(([key, value]) => [key, map(value)]));
}

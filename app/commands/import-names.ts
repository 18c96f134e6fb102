// kindred import-names: brings along the names that other programs gave the photos of a folder.

import { setTimeout as delay } from 'node:timers/promises';
import { resolve } from 'node:path';
import { NameSource, type NamesImport, type NamesReport } from '../contract.ts';
import { AppError } from '../errors.ts';
import { type Caller, type Command, libraryOption, print, UsageError, withLibrary } from './command.ts';
import { startProgress } from './progress.ts';

const ASK_MS = 100;

export const importNames: Command = {
  usage:
    'import-names FOLDER [--from xmp|picasa|takeout|digikam] [--dry-run] [--one NAME]… [--one-each] [--library DIR]',
  summary:
    'Brings along the names that other programs gave the photos in FOLDER; --dry-run only shows them, “undo” takes them back.',
  options: {
    ...libraryOption,
    from: { type: 'string' },
    'dry-run': { type: 'boolean' },
    one: { type: 'string', multiple: true },
    'one-each': { type: 'boolean' },
  },
  async run({ options, operands: [place, ...more] }) {
    if (place === undefined || more.length > 0) throw new UsageError('Name one folder, or digiKam’s digikam4.db.');
    const from = options['from'] === undefined ? null : sourceOf(options['from']);
    const one = options['one-each'] === true ? ('all' as const) : namesOf(options['one']);
    await withLibrary(options, async (call, library) => {
      await call('names.find', { place: place.startsWith('~') ? place : resolve(place), from });
      const found = await ended(call, 'files');
      if (found.step !== 'found') throw new Error('The search for names ended without a report.');
      sayWhoStaysApart(found.report);
      if (options['dry-run'] === true) return print(found.report);
      await call('names.apply', { one });
      const applied = await ended(call, 'photos with faces to draw');
      if (applied.step !== 'applied') throw new Error('The import of names ended without a result.');
      await library.whenIdle();
      const { people, faces, drawn, joined, action } = applied;
      print({ people, faces, drawn, joined, action, report: found.report });
    });
  },
};

/** Waits until what is under way has ended, and says how far it is. @throws AppError with the reason when it failed */
async function ended(call: Caller, what: string): Promise<NamesImport> {
  const progress = startProgress();
  try {
    for (;;) {
      const now = await call('names.get', {});
      if (now.step === 'failed') throw new AppError('badRequest', now.reason);
      if (now.step !== 'reading' && now.step !== 'applying') return now;
      progress.say(`${now.done} of ${now.total} ${what}`);
      await delay(ASK_MS);
    }
  } finally {
    progress.end();
  }
}

/** People of one name who are not joined, also where it is said that it means one person. */
function sayWhoStaysApart({ names }: NamesReport): void {
  for (const { name, together, toldApart } of names) {
    if (together > 0) sayApart(name, together, 'on a photo together with another of that name');
    if (toldApart > 0) sayApart(name, toldApart, 'called different from another of that name');
  }
}

function sayApart(name: string, people: number, why: string): void {
  const [who, stay] = people === 1 ? ['1 person is', 'stays'] : [`${people} people are`, 'stay'];
  process.stderr.write(`${name}: ${who} ${why}, and ${stay} apart.\n`);
}

function sourceOf(value: unknown): NameSource {
  const source = NameSource.safeParse(value);
  if (!source.success) throw new UsageError('--from is xmp, picasa, takeout or digikam.');
  return source.data;
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

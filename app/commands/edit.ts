// Says of photos when they were taken and what they are called: `kindred edit`.

import { Offset, PartialTime } from '../contract.ts';
import { type Command, idOf, libraryOption, print, UsageError, withLibrary } from './command.ts';

export const edit: Command = {
  usage:
    'edit PHOTO… [--taken 1985-08] [--shift=-2:00] [--offset=+02:00] [--title TEXT] [--own-date] [--own-title] [--library DIR]',
  summary: 'Says when photos were taken, or their title; the files are not touched, and undo takes it back.',
  options: {
    ...libraryOption,
    taken: { type: 'string' },
    shift: { type: 'string' },
    offset: { type: 'string' },
    title: { type: 'string' },
    'own-date': { type: 'boolean' },
    'own-title': { type: 'boolean' },
  },
  async run({ options, operands }) {
    if (operands.length === 0) throw new UsageError('Name at least one photo.');
    const { taken: at, shift, offset, title } = options;
    const said = {
      ...(typeof at === 'string' && { at: timeOf(at) }),
      ...(typeof shift === 'string' && { shiftMinutes: minutesOf(shift) }),
      ...(typeof offset === 'string' && { offset: offsetOf(offset) }),
    };
    const isDated = Object.keys(said).length > 0;
    const isOwn = options['own-date'] === true;
    const request = {
      photos: operands.map((photo) => idOf(photo, 'PHOTO')),
      ...((isDated || isOwn) && { taken: isOwn ? null : said }),
      ...(typeof title === 'string' && { title }),
      ...(options['own-title'] === true && { title: null }),
    };
    if (!('taken' in request) && !('title' in request))
      throw new UsageError('Say a date, a shift, an offset or a title.');
    await withLibrary(options, async (call) => print(await call('photos.edit', request)));
  },
};

function timeOf(text: string): string {
  const time = PartialTime.safeParse(text.trim().replace(' ', 'T'));
  if (!time.success)
    throw new UsageError('--taken is as much of a date as is known: 1985, 1985-08 or 1985-08-23 14:30.');
  return time.data;
}

function offsetOf(text: string): string {
  const offset = Offset.safeParse(text);
  if (!offset.success) throw new UsageError('--offset is how far from world time it was, such as +02:00.');
  return offset.data;
}

/** +2:00, -1:30, +2. */
function minutesOf(text: string): number {
  const match = /^([+-])(\d{1,5})(?::([0-5]\d))?$/.exec(text);
  if (!match) throw new UsageError('--shift is hours and minutes, such as +2:00 or -1:30.');
  const [, sign, hours, minutes = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

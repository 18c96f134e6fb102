// kindred name, merge, split, hide, undo: what the screen can say about people, from the command line.

import type { HistoryEntry, PersonCard } from '../contract.ts';
import { AppError } from '../errors.ts';
import { type Command, idOf, libraryOption, print, UsageError, withLibrary } from './command.ts';

export const name: Command = {
  usage: 'name PERSON [NAME] [--library DIR] [--if-taken merge|keepBoth]',
  summary: 'Names a person; without NAME takes the name away.',
  options: { ...libraryOption, 'if-taken': { type: 'string' } },
  async run({ options, operands: [id, ...words] }) {
    const ifTaken = options['if-taken'] ?? 'ask';
    if (ifTaken !== 'ask' && ifTaken !== 'merge' && ifTaken !== 'keepBoth') {
      throw new UsageError('--if-taken is merge or keepBoth.');
    }
    const person = idOf(id, 'PERSON');
    await withLibrary(options, async (call) => {
      const request = {
        person,
        name: words.join(' ') || null,
        ifTaken: ifTaken === 'keepBoth' ? ifTaken : 'ask',
      } as const;
      const outcome = await call('people.name', request);
      if (outcome.outcome === 'named') return print(outcome.person);
      const [first, ...more] = outcome.namesakes;
      if (ifTaken === 'merge' && first && more.length === 0) {
        return print(cardIn(await call('people.merge', { people: [person], into: first.id })));
      }
      throw new AppError('conflict', takenSentence(outcome.namesakes));
    });
  },
};

function takenSentence(namesakes: readonly PersonCard[]): string {
  const ids = namesakes.map(({ id }) => id).join(', ');
  return namesakes.length === 1
    ? `Person ${ids} is called that already. Say --if-taken merge if they are one, keepBoth if not.`
    : `People ${ids} are called that already. Say “merge” with the one that is meant, or --if-taken keepBoth if none is.`;
}

export const merge: Command = {
  usage: 'merge INTO PERSON… [--library DIR]',
  summary: 'These people are one: the faces of the others go to INTO.',
  options: libraryOption,
  async run({ options, operands: [into, ...others] }) {
    if (others.length === 0) throw new UsageError('Name the person to keep, and at least one other.');
    const request = { into: idOf(into, 'INTO'), people: others.map((other) => idOf(other, 'PERSON')) };
    await withLibrary(options, async (call) => print(cardIn(await call('people.merge', request))));
  },
};

export const split: Command = {
  usage: 'split PERSON FACE… [--library DIR]',
  summary: 'These faces are someone else: they become a new person.',
  options: libraryOption,
  async run({ options, operands: [person, ...faces] }) {
    if (faces.length === 0) throw new UsageError('Name the person, and at least one face.');
    const request = { person: idOf(person, 'PERSON'), faces: faces.map((face) => idOf(face, 'FACE')) };
    await withLibrary(options, async (call) => print(cardIn(await call('people.split', request))));
  },
};

export const hide: Command = {
  usage: 'hide PERSON… [--show] [--library DIR]',
  summary: 'Hides people, or shows them again.',
  options: { ...libraryOption, show: { type: 'boolean' } },
  async run({ options, operands }) {
    if (operands.length === 0) throw new UsageError('Name at least one person.');
    const people = operands.map((person) => idOf(person, 'PERSON'));
    await withLibrary(
      options,
      async (call) => void (await call('people.hide', { people, hidden: options['show'] !== true })),
    );
  },
};

export const undo: Command = {
  usage: 'undo [--library DIR]',
  summary: 'Takes back the last thing that was said about people.',
  options: libraryOption,
  mostOperands: 0,
  run: ({ options }) =>
    withLibrary(options, async (call) => {
      const { undone } = await call('history.undo', {});
      print({ undone: undone && entryIn(undone) });
    }),
};

/** What scripts rely on, without what only a window needs. */
function cardIn({
  id,
  name: called,
  hidden,
  favourite,
  faces,
  photos,
  cover,
}: PersonCard): Omit<PersonCard, 'photosSinceHidden'> {
  return { id, name: called, hidden, favourite, faces, photos, cover };
}

function entryIn({ id, at, sentence, undone, who }: HistoryEntry) {
  return { id, at, sentence, undone, who };
}

// What the user decides about people: names, merges, who is shown, and what is known of them.

import type { PersonCard, Reply } from '../../app/contract.ts';
import { sayFailed } from '../components/toasts.tsx';
import { call } from '../engine/call.ts';
import { text } from '../text/text.ts';
import { tell } from './tell.ts';

/** @returns undefined when it failed, which the user has been told */
export function namePerson(
  person: number,
  name: string | null,
  ifTaken: 'ask' | 'keepBoth' = 'ask',
): Promise<Reply<'people.name'> | undefined> {
  return tell(
    call('people.name', { person, name, ifTaken }),
    (reply) => {
      if (reply.outcome === 'taken') return undefined;
      return name === null ? text.naming.unnamedToast : text.naming.namedToast(name);
    },
    sayUnsaved(name),
  );
}

/** The person who was about to be named is that very one, whoever else has the same name. */
export function mergeWithNamesake(person: number, { id, name }: PersonCard): Promise<PersonCard | undefined> {
  return tell(
    call('people.merge', { people: [person], into: id }),
    () => text.naming.mergedToast(name ?? ''),
    sayUnsaved(name),
  );
}

/** The field may be gone by then, and nothing else says which name it was. */
function sayUnsaved(name: string | null): (error: unknown) => void {
  return (error) => sayFailed(error, name === null ? undefined : text.naming.unsaved([name]));
}

export function mergePeople(people: number[], into: number): Promise<PersonCard | undefined> {
  return tell(call('people.merge', { people, into }), ({ name }) => text.merging.toast(people.length + 1, name));
}

export async function hidePeople(people: number[], hidden: boolean): Promise<boolean> {
  const sentence = hidden ? text.hiding.toast : text.hiding.shownToast;
  const said = call('people.hide', { people, hidden });
  return (await tell(said, ({ action }) => ifChanged(action, sentence(people.length)))) !== undefined;
}

/** Those without a name who are on one photo only, as one thing that can be undone. */
export function hideSeenOnce() {
  return tell(call('people.hideSeenOnce', {}), ({ people }) => text.hiding.toast(people));
}

export async function dissolvePerson(person: number): Promise<boolean> {
  return (await tell(call('people.dissolve', { person }), () => text.dissolving.toast)) !== undefined;
}

export function confirmPeople(person: number, same: number[], different: number[]): Promise<PersonCard | undefined> {
  const answers = same.length + different.length;
  return tell(call('people.confirm', { person, same, different }), () => text.alike.saved(answers));
}

export async function markFavourite(people: number[], favourite: boolean): Promise<boolean> {
  const sentence = favourite ? text.favourites.toast : text.favourites.takenOutToast;
  const said = call('people.favourite', { people, favourite });
  return (await tell(said, ({ action }) => ifChanged(action, sentence(people.length)))) !== undefined;
}

/** Both are said at once; what did not change is not said again. */
export function describePerson(person: number, said: { note?: string | null; born?: string | null }) {
  return tell(call('people.details', { person, ...said }), () => text.about.toast);
}

/** A key that was pressed twice changed nothing the second time: the message of the first stays, with its Undo. */
function ifChanged(action: number | null, sentence: string): string | undefined {
  return action === null ? undefined : sentence;
}

// What the user says about people: told to the engine, answered by a message that offers to take it back.

import type { PersonCard, Reply } from '../../app/contract.ts';
import { sayDone, sayFailed } from '../components/toasts.tsx';
import { text } from '../text/text.ts';
import { call } from './call.ts';
import { refreshPeople } from './events.ts';

/** @returns undefined when it failed, which the user has been told */
export function namePerson(
  person: number,
  name: string | null,
  ifTaken: 'ask' | 'merge' | 'keepBoth' = 'ask',
): Promise<Reply<'people.name'> | undefined> {
  return tell(call('people.name', { person, name, ifTaken }), (reply) => {
    if (reply.outcome === 'taken') return undefined;
    if (name === null) return text.naming.unnamedToast;
    return ifTaken === 'merge' ? text.naming.mergedToast(name) : text.naming.namedToast(name);
  });
}

export function mergePeople(people: number[], into: number): Promise<PersonCard | undefined> {
  return tell(call('people.merge', { people, into }), ({ name }) => text.merging.toast(people.length + 1, name));
}

export async function hidePeople(people: number[], hidden: boolean): Promise<boolean> {
  const sentence = hidden ? text.hiding.toast : text.hiding.shownToast;
  return (await tell(call('people.hide', { people, hidden }), () => sentence(people.length))) !== undefined;
}

export function splitFaces(person: number, faces: number[]): Promise<PersonCard | undefined> {
  return tell(call('people.split', { person, faces }), () => text.person.split(faces.length));
}

export async function undo(): Promise<void> {
  try {
    const { undone } = await call('history.undo', {});
    refreshPeople();
    sayDone(undone === null ? text.toasts.nothingToUndo : text.toasts.undone(undone.sentence));
  } catch (error) {
    sayFailed(error);
  }
}

async function tell<Value>(
  reply: Promise<Value>,
  sentenceFor: (value: Value) => string | undefined,
): Promise<Value | undefined> {
  try {
    const value = await reply;
    const sentence = sentenceFor(value);
    if (sentence !== undefined) {
      refreshPeople();
      sayDone(sentence, () => void undo());
    }
    return value;
  } catch (error) {
    sayFailed(error);
    return undefined;
  }
}

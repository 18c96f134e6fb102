// What the user says about people: told to the engine, answered by a message that offers to take it back.

import type { Album, AlbumRule, Face, PersonCard, Reply } from '../../app/contract.ts';
import { sayDone, sayFailed } from '../components/toasts.tsx';
import { text, wordsOf } from '../text/text.ts';
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

/** @param who somebody in the library, or the name of somebody new */
export function assignFaces(faces: number[], who: PersonCard | string): Promise<PersonCard | undefined> {
  if (typeof who !== 'string') {
    return tell(call('faces.assign', { faces, person: who.id }), ({ name }) =>
      text.faceActions.assigned(faces.length, name),
    );
  }
  return tell(assignToNew(faces, who), () => text.faceActions.assigned(faces.length, who), 2);
}

async function assignToNew(faces: number[], name: string): Promise<PersonCard> {
  const person = await call('faces.assign', { faces, person: null });
  await call('people.name', { person: person.id, name, ifTaken: 'keepBoth' });
  return person;
}

export async function rejectFaces(faces: number[]): Promise<boolean> {
  return (await tell(call('faces.reject', { faces }), () => text.faceActions.rejected(faces.length))) !== undefined;
}

export function drawFace(photo: number, box: Face['box']): Promise<Face | undefined> {
  return tell(call('faces.draw', { photo, box }), () => text.faceActions.drawn);
}

export function chooseCover(person: number, face: number): Promise<PersonCard | undefined> {
  return tell(call('people.cover', { person, face }), () => text.faceActions.covered);
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
  return (await tell(call('people.favourite', { people, favourite }), () => sentence(people.length))) !== undefined;
}

/** Both are said at once; what did not change is not said again. */
export function describePerson(person: number, said: { note?: string | null; born?: string | null }) {
  const { note, born } = said;
  const calls = [
    ...(note === undefined ? [] : [() => call('people.note', { person, note })]),
    ...(born === undefined ? [] : [() => call('people.born', { person, born })]),
  ];
  return tell(inTurn(calls), () => text.about.toast, calls.length);
}

async function inTurn<Value>(calls: (() => Promise<Value>)[]): Promise<Value[]> {
  const values: Value[] = [];
  for (const each of calls) values.push(await each());
  return values;
}

/** @param album null: one that is being made */
export function saveAlbum(album: number | null, name: string, rule: AlbumRule): Promise<Album | undefined> {
  const sentence = album === null ? text.albums.madeToast : text.albums.changedToast;
  return tell(call('albums.save', { album, name, rule }), (saved) => sentence(saved.name));
}

export async function deleteAlbum({ id, name }: { id: number; name: string }): Promise<boolean> {
  return (await tell(call('albums.delete', { album: id }), () => text.albums.deletedToast(name))) !== undefined;
}

export function restoreAlbum(album: number): Promise<Album | undefined> {
  return tell(call('albums.restore', { album }), ({ name }) => text.albums.restoredToast(name));
}

/** @param steps how many things were said at once */
export async function undo(steps = 1): Promise<void> {
  try {
    let { undone } = await call('history.undo', {});
    for (let step = 1; step < steps; step++) ({ undone } = await call('history.undo', {}));
    refreshPeople();
    if (undone === null) sayDone(text.toasts.nothingToUndo);
    else sayDone(text.toasts.undone(wordsOf(undone.sentence)), { label: text.redo, act: () => void redo() });
  } catch (error) {
    sayFailed(error);
  }
}

/** Says again what was taken back last. */
export async function redo(): Promise<void> {
  try {
    const { redone } = await call('history.redo', {});
    refreshPeople();
    if (redone === null) sayDone(text.toasts.nothingToRedo);
    else sayDone(text.toasts.redone(wordsOf(redone.sentence)), { label: text.undo, act: () => void undo() });
  } catch (error) {
    sayFailed(error);
  }
}

/** Takes back something that Kindred did by itself. */
export async function undoOf(action: number): Promise<void> {
  await tell(call('history.undo', { action }), ({ undone }) => undone && text.toasts.undone(wordsOf(undone.sentence)));
}

async function tell<Value>(
  reply: Promise<Value>,
  sentenceFor: (value: Value) => string | null | undefined,
  steps = 1,
): Promise<Value | undefined> {
  try {
    const value = await reply;
    const sentence = sentenceFor(value);
    if (sentence !== undefined && sentence !== null) {
      refreshPeople();
      sayDone(sentence, { label: text.undo, act: () => void undo(steps) });
    }
    return value;
  } catch (error) {
    sayFailed(error);
    return undefined;
  }
}

// What the user decides about faces: whose they are, that they are none, and which stands for a person.

import type { Face, PersonCard } from '../../app/contract.ts';
import { call } from '../engine/call.ts';
import { text } from '../text/text.ts';
import { tell } from './tell.ts';

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

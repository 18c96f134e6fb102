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
  const request = typeof who === 'string' ? { person: null, name: who } : { person: who.id };
  return tell(call('faces.assign', { faces, ...request }), ({ name }) => text.faceActions.assigned(faces.length, name));
}

export async function rejectFaces(faces: number[]): Promise<boolean> {
  return (await tell(call('faces.reject', { faces }), () => text.faceActions.rejected(faces.length))) !== undefined;
}

/** @returns whether it could be saved; the user has been told otherwise */
export async function checkFaces(person: number, name: string | null, right: number[], wrong: number[]) {
  const sentence = wrong.length === 0 ? text.checking.confirmed(right.length, name) : text.checking.left(wrong.length);
  return (await tell(call('people.check', { person, right, wrong }), () => sentence)) !== undefined;
}

export function drawFace(photo: number, box: Face['box']): Promise<Face | undefined> {
  return tell(call('faces.draw', { photo, box }), () => text.faceActions.drawn);
}

export function chooseCover(person: number, face: number): Promise<PersonCard | undefined> {
  return tell(call('people.cover', { person, face }), () => text.faceActions.covered);
}

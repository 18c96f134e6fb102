// So many photos, faces, people, in English.

import type { Status } from '../../../app/contract.ts';
import { count } from '../format.ts';

export const photos = (value: number) => count(value, 'photo', 'photos');
export const faces = (value: number) => count(value, 'face', 'faces');
export const people = (value: number) => count(value, 'person', 'people');

/** Those who were seen once or twice are counted apart, as their page lists them apart. */
export const peopleSeen = ({ main, seldom }: Status['peopleBySection']) =>
  seldom === 0 ? people(main) : `${people(main)}, and ${count(seldom, 'who was', 'who were')} seen once or twice`;

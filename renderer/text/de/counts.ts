// So many photos, faces, people, in German.

import type { Status } from '../../../app/contract.ts';
import { count, number } from '../format.ts';

export const photos = (value: number) => count(value, 'Foto', 'Fotos');
export const faces = (value: number) => count(value, 'Gesicht', 'Gesichter');
export const people = (value: number) => count(value, 'Person', 'Personen');

/** Those who were seen once or twice are counted apart, as their page lists them apart. */
export const peopleSeen = ({ main, seldom }: Status['peopleBySection']) =>
  seldom === 0
    ? people(main)
    : `${people(main)} und ${number(seldom)}, die nur ein- oder zweimal zu sehen ${seldom === 1 ? 'ist' : 'sind'}`;

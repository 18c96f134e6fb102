// So many photos, faces, people, in German.

import { count } from '../format.ts';

export const photos = (value: number) => count(value, 'Foto', 'Fotos');
export const faces = (value: number) => count(value, 'Gesicht', 'Gesichter');
export const people = (value: number) => count(value, 'Person', 'Personen');

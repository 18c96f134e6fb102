// So many photos, faces, people, in English.

import { count } from '../format.ts';

export const photos = (value: number) => count(value, 'photo', 'photos');
export const faces = (value: number) => count(value, 'face', 'faces');
export const people = (value: number) => count(value, 'person', 'people');

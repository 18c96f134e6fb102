// People who are hidden stay hidden, and what comes of them since is mentioned where they are listed.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

test('New photos of a hidden person are counted until the person is shown, or hidden anew', async () => {
  const [face = 0] = library.add({ angle: 0 }).faces;
  library.add({ angle: 1 });
  await library.people().settle();
  const person = library.holderOf(face);
  const newPhotos = () => library.store().people.get(person)?.photosSinceHidden;
  expect(newPhotos()).toBe(0);
  library.people().hide([person], true);
  expect(newPhotos()).toBe(0);
  for (const angle of [2, 3, 4]) library.add({ angle });
  await library.people().settle();
  expect(newPhotos()).toBe(3);
  const [listed] = library.store().people.list('hidden', 10, 0);
  expect(listed).toMatchObject({ id: person, photosSinceHidden: 3 });
  library.people().hide([person], false);
  expect(newPhotos()).toBe(0);
  library.people().hide([person], true);
  expect(newPhotos()).toBe(0);
});

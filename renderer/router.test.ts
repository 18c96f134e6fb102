// Addresses: they lead back to where they came from, and wrong ones lead home.

import { expect, test } from 'vitest';
import { addressOf, parse, type Place } from './router.ts';

test('Every place has an address that leads back to it, with and without an open photo', () => {
  const places: Place[] = [
    { page: 'people', section: 'main' },
    { page: 'people', section: 'seldom' },
    { page: 'people', section: 'hidden' },
    { page: 'person', person: 12, view: 'photos' },
    { page: 'person', person: 12, view: 'faces' },
    { page: 'person', person: 12, view: 'alike' },
    { page: 'naming' },
    { page: 'photos' },
    { page: 'albums' },
    { page: 'album', album: 12 },
    { page: 'folder', folder: 3, directory: '' },
    { page: 'folder', folder: 3, directory: 'Trips/photos/5/50 % of “it” #1/' },
    { page: 'search', query: '' },
    { page: 'search', query: 'with Anna and Ben, 07/2019 #12 100 %' },
    { page: 'review' },
    { page: 'activity' },
    { page: 'settings' },
  ];
  const opened = [
    { photo: null, face: null },
    { photo: 5, face: null },
    { photo: 5, face: 7 },
  ];
  const visits = places.flatMap((place) => opened.map((photo) => ({ place, ...photo })));
  expect(visits.map(({ place, photo, face }) => parse(addressOf(place, photo, face)))).toEqual(visits);
});

test('An address is short, and the one that a person would expect', () => {
  expect(addressOf({ page: 'people', section: 'main' })).toBe('#/people');
  expect(addressOf({ page: 'photos' }, 5)).toBe('#/photos/5');
  expect(addressOf({ page: 'person', person: 12, view: 'photos' }, 5)).toBe('#/people/12/photos/5');
});

test('An address that leads nowhere leads home', () => {
  const wrong = ['', '#', '#/', '#/nowhere', '#/people/0', '#/people/-3', '#/people/1e5', '#/people/x'];
  const home = { place: { page: 'people', section: 'main' }, photo: null, face: null };
  expect(wrong.map((hash) => parse(hash))).toEqual(wrong.map(() => home));
});

// Albums, search, favourites, notes and birth dates: on a real store, with faces whose likeness the test decides.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeSearchCalls } from '../app/calls/search.ts';
import { openRule, toRule } from '../app/search/rule.ts';
import type { AlbumRule } from '../app/store/index.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
beforeEach(() => {
  library = inventLibrary();
});
afterEach(() => library.remove());

/** The face at this angle is this person. */
const [ANNA, BEN, CARL] = [0, 120, 240];

/** The photos of an album, the oldest first. */
function photosOf(album: number): number[] {
  const { rule } = library.people().albums.get(album);
  if (rule === null) throw new Error('It fills itself.');
  const found = library.store().search.photos(toRule(rule, library.store().people.names()), 100, 0);
  return found.map(({ id }) => id).sort((a, b) => a - b);
}

/** Two photos of Anna, two of Ben, one of both, one of all three. @returns photos, and people by the face on theirs */
async function makeFamily() {
  const photos = [[ANNA], [ANNA], [BEN], [BEN], [ANNA, BEN], [ANNA, BEN, CARL]].map((angles) =>
    library.add(...angles.map((angle) => ({ angle }))),
  );
  await library.people().settle();
  const holder = (photo: number, face: number) => library.holderOf(photos[photo]?.faces[face] ?? 0);
  const [anna, ben, carl] = [holder(0, 0), holder(2, 0), holder(5, 2)];
  library.people().name(anna, 'Anna', 'ask');
  library.people().name(ben, 'Ben', 'ask');
  return { photos: photos.map(({ photo }) => photo), faces: photos.map(({ faces }) => faces), anna, ben, carl };
}

describe('An album that fills itself', () => {
  test('Holds the photos with all of them, with any of them, or without some', async () => {
    const { photos, anna, ben, carl } = await makeFamily();
    const { albums } = library.people();
    const save = (rule: Partial<AlbumRule>) => photosOf(albums.save(null, 'Family', { ...openRule(), ...rule }).id);
    expect(save({ with: [[anna], [ben]] })).toEqual([photos[4], photos[5]]);
    expect(save({ with: [[anna, carl]] })).toEqual([photos[0], photos[1], photos[4], photos[5]]);
    expect(save({ with: [[anna], [ben]], without: [carl] })).toEqual([photos[4]]);
    const [first] = library.store().search.photos(toRule(openRule(), []), 1, 5);
    expect(save({ from: '2020-01-01', to: '2020-01-01', with: [[anna]] })).toContain(first?.id);
    expect(save({ from: '2020-01-02' })).toEqual([]);
    expect(save({ months: [1], with: [[carl]] })).toEqual([photos[5]]);
    expect(save({ words: ['3.jpg'] })).toEqual([photos[2]]);
    expect(save({ words: ['ann'] })).toEqual([photos[0], photos[1], photos[4], photos[5]]);
  });

  test('Takes in new photos, leaves out what is away, and survives a restart', async () => {
    const { anna, photos } = await makeFamily();
    const { id } = library.people().albums.save(null, 'Anna', { ...openRule(), with: [[anna]] });
    const { photo } = library.add({ angle: 5 });
    await library.people().settle();
    library.setPresent(photos[0] ?? 0, false);
    library.reopen();
    expect(photosOf(id)).toEqual([photos[1], photos[4], photos[5], photo]);
  });

  test('Follows people who are merged away, and comes back with the undo', async () => {
    const { anna, ben, carl, photos } = await makeFamily();
    const { id } = library.people().albums.save(null, 'Carl', { ...openRule(), with: [[carl]] });
    library.people().merge([carl], ben);
    library.people().merge([ben], anna);
    expect(photosOf(id)).toEqual(photos);
    // Changed now, it still means the person who is Carl.
    library.people().albums.save(id, 'Carl and all', library.people().albums.get(id).rule ?? openRule());
    library.people().undo();
    library.people().undo();
    library.people().undo();
    expect(photosOf(id)).toEqual([photos[5]]);
  });

  test('Follows people who are taken apart and grouped afresh', async () => {
    const { ben, photos } = await makeFamily();
    const { id } = library.people().albums.save(null, 'Ben', { ...openRule(), with: [[ben]] });
    library.people().dissolve(ben);
    expect(photosOf(id)).toEqual([]);
    await library.people().assignNewFaces();
    await library.people().settle();
    expect(photosOf(id)).toEqual([photos[2], photos[3], photos[4], photos[5]]);
  });

  test('Stays empty, rather than open to everybody, when the last photo of somebody is forgotten', async () => {
    const { carl, photos } = await makeFamily();
    const { id } = library.people().albums.save(null, 'Carl', { ...openRule(), with: [[carl]] });
    library.store().purge([photos[5] ?? 0]);
    library.reopen();
    expect(library.people().albums.get(id)).toMatchObject({ name: 'Carl' });
    expect(photosOf(id)).toEqual([]);
  });

  test('Is made, renamed, deleted and brought back as things that were said, each taken back by undo', async () => {
    const { anna } = await makeFamily();
    const { albums } = library.people();
    const rule = { ...openRule(), with: [[anna]] };
    const names = () =>
      library
        .store()
        .albums.all()
        .map(({ name }) => name);
    const { id } = albums.save(null, 'Anna', rule);
    albums.save(id, 'Our Anna', rule);
    albums.remove(id);
    expect(names()).toEqual([]);
    expect(library.store().albums.deleted()).toEqual([{ id, name: 'Our Anna', rule, cover: null }]);
    albums.restore(id);
    expect(names()).toEqual(['Our Anna']);
    const said = library
      .store()
      .facts.history(4, 0)
      .map(({ sentence }) => sentence.text);
    expect(said).toEqual([
      'Brought back the album “Our Anna”',
      'Deleted the album “Our Anna”',
      'Renamed the album “Anna” to “Our Anna”',
      'Made the album “Anna”',
    ]);
    const steps = [0, 1, 2, 3].map(() => {
      library.people().undo();
      return names();
    });
    expect(steps).toEqual([[], ['Our Anna'], ['Anna'], []]);
    expect(library.store().albums.deleted()).toEqual([]);
    expect(() => albums.get(id)).toThrow(/not there any more/);
  });
});

test('Folders are albums: each that holds photos, with how many, from when to when', async () => {
  await makeFamily();
  const [all] = library.store().directories.all();
  expect(all).toMatchObject({ root: '/photos', directory: '', photos: 6, first: '2020-01-01T00:00:01' });
  expect(all?.cover).toBe(library.store().photos.list(1, 0)[0]?.id);
  expect(library.store().directories.photos(all?.folder ?? 0, '', 100, 0)).toHaveLength(6);
});

describe('Search', () => {
  const search = (query: string) => makeSearchCalls(library.store())['search.photos']({ query, limit: 50, offset: 0 });

  test('Finds by people, by names, and tells what it understood', async () => {
    const { photos, anna, ben, carl } = await makeFamily();
    const found = await search('Anna and Ben without #' + String(carl));
    expect(found).toMatchObject({
      total: 1,
      photos: [{ id: photos[4] }],
      parts: [
        { kind: 'with', people: [anna] },
        { kind: 'with', people: [ben] },
        { kind: 'without', people: [carl] },
      ],
      rule: { with: [[anna], [ben]], without: [carl] },
    });
    expect(found.people.map(({ id }) => id)).toEqual([anna, ben, carl]);
    expect(await search('with')).toMatchObject({ total: 0, rule: null });
  });

  test('Finds file names, folders and cameras by any part of them, without capitals and accents', async () => {
    const { photos } = await makeFamily();
    const taken = { takenAt: '2020-01-01T00:00:00', takenPrecision: 'second', takenFrom: 'exif' } as const;
    const fresh = {
      ...taken,
      takenOffset: null,
      lens: null,
      exposureTime: null,
      aperture: null,
      iso: null,
      focalLength: null,
      town: null,
      region: null,
      country: null,
      placeWords: null,
      description: 'Am Strand',
      keywords: ['Urlaub', 'Meer'],
    };
    const nothing = { latitude: null, longitude: null, rating: null, ratingFrom: null } as const;
    const written = { ...fresh, ...nothing, camera: 'Leica Q2', title: 'Frühstück am Meer', titleFrom: 'xmp' } as const;
    library.store().metadata.set(photos[1] ?? 0, written, '{}', 1, null);
    for (const query of ['leica', 'fruhstuck', '"am meer"', 'q2', 'strand', 'urlaub', '2.jpg']) {
      expect
        .soft(
          (await search(query)).photos.map(({ id }) => id),
          query,
        )
        .toEqual([photos[1]]);
    }
    expect((await search('photos/2.jpg')).total).toBe(1);
    expect((await search('"photos"')).total).toBe(6);
    expect((await search('100%')).total).toBe(0);
  });
});

describe('What is said of a person', () => {
  test('A favourite, a note and a birth date are part of the history, and undo takes them back', async () => {
    const { anna, ben } = await makeFamily();
    const people = library.people();
    people.favourite([ben], true);
    people.details(anna, { note: 'Met in Lisbon' });
    people.details(anna, { born: '1990-05-01' });
    people.details(anna, { born: '1991-05-01' });
    const { people: store, personDetails, facts } = library.store();
    expect(store.list('main', 10, 0).map(({ id }) => id)[0]).toBe(ben);
    expect(personDetails.of(anna)).toEqual({ favourite: null, note: 'Met in Lisbon', born: '1991-05-01' });
    expect(facts.history(4, 0).map(({ sentence }) => sentence.text)).toEqual([
      'Said that Anna was born on 1 May 1991',
      'Said that Anna was born on 1 May 1990',
      'Wrote a note on Anna',
      'Made Ben a favourite',
    ]);
    people.undo();
    expect(personDetails.of(anna).born).toBe('1990-05-01');
    for (const _ of [1, 2, 3]) people.undo();
    expect(personDetails.of(anna)).toEqual({ favourite: null, note: null, born: null });
    expect(store.get(ben)?.favourite).toBe(false);
    expect((await library.store().inspect()).outdated.people).toEqual([]);
  });

  test('A merge loses nothing of it', async () => {
    const { anna, ben } = await makeFamily();
    const people = library.people();
    people.favourite([ben], true);
    people.details(anna, { note: 'Met in Lisbon' });
    people.details(ben, { note: 'Plays the flute' });
    people.details(ben, { born: '1990-05-01' });
    people.merge([ben], anna);
    const { personDetails } = library.store();
    expect(personDetails.of(anna)).toEqual({
      favourite: '1',
      note: 'Met in Lisbon\n\nPlays the flute',
      born: '1990-05-01',
    });
    people.undo();
    expect(personDetails.of(anna)).toEqual({ favourite: null, note: 'Met in Lisbon', born: null });
    expect(personDetails.of(ben)).toEqual({ favourite: '1', note: 'Plays the flute', born: '1990-05-01' });
  });

  test('Who is on the same photos is told, the most often first, without the hidden and without photos that are away', async () => {
    const { anna, ben, carl, photos } = await makeFamily();
    const together = (person: number) =>
      library
        .store()
        .people.together(person, 10)
        .map(({ id, shared }) => [id, shared]);
    expect(together(anna)).toEqual([
      [ben, 2],
      [carl, 1],
    ]);
    library.setPresent(photos[4] ?? 0, false);
    expect(together(anna)).toEqual([
      [ben, 1],
      [carl, 1],
    ]);
    library.people().hide([ben], true);
    expect(together(anna)).toEqual([[carl, 1]]);
  });
});

describe('What was said, carried to another library of the same photos', () => {
  test('Names, groups, answers, what is no face, and albums are all there, and undo takes them back at once', async () => {
    const { anna, ben, carl, faces } = await makeFamily();
    const people = library.people();
    people.merge([carl], ben);
    people.favourite([anna], true);
    people.details(anna, { note: 'Met in Lisbon' });
    people.details(ben, { born: '1990-05-01' });
    people.answer(faces[0]?.[0] ?? 0, faces[2]?.[0] ?? 0, 'different');
    people.reject([faces[1]?.[0] ?? 0]);
    people.albums.save(null, 'Both', { ...openRule(), with: [[anna], [ben]], words: ['jpg'] });
    const said = people.exportTransfer();
    const before = library;
    library = inventLibrary();
    // The same photos; nobody has been named, and the machine sees three people.
    const again = [[ANNA], [ANNA], [BEN], [BEN], [ANNA, BEN], [ANNA, BEN, CARL]].map((angles) =>
      library.add(...angles.map((angle) => ({ angle }))),
    );
    await library.people().settle();
    const { length: count } = library.store().people.all();
    expect(library.people().importTransfer(said)).toMatchObject({ people: 2, faces: 8, missing: 0, albums: 1 });
    expect(library.people().exportTransfer()).toEqual(said);
    const holders = [again[5]?.faces[1], again[5]?.faces[2], again[2]?.faces[0]].map((face) =>
      library.personOf(face ?? 0),
    );
    expect(new Set(holders).size).toBe(1);
    const [both] = library.store().albums.all();
    expect(photosOf(both?.id ?? 0)).toEqual([again[4]?.photo, again[5]?.photo]);
    library.people().undo();
    expect(library.store().people.all()).toHaveLength(count);
    expect(library.people().exportTransfer()).toEqual({
      kindred: 1,
      people: [],
      apart: [],
      noFaces: [],
      albums: [],
      photos: [],
      chosenAlbums: [],
    });
    expect((await library.store().inspect()).outdated.people).toEqual([]);
    before.remove();
  });

  test('What was said here stands', async () => {
    const { anna, ben } = await makeFamily();
    const said = library.people().exportTransfer();
    library.people().name(anna, 'Annika', 'ask');
    library.people().details(ben, { note: 'Plays the flute' });
    library.people().importTransfer(said);
    expect(library.store().people.get(anna)?.name).toBe('Annika');
    expect(library.store().personDetails.of(ben).note).toBe('Plays the flute');
  });
});

test('While nobody has been seen three times, a name moves nobody else to another wall', async () => {
  const [anna, ben] = [ANNA, BEN].map((angle) => library.add({ angle }).faces[0] ?? 0);
  await library.people().settle();
  const walls = () =>
    (['main', 'seldom'] as const).map((section) =>
      library
        .store()
        .people.list(section, 10, 0)
        .map(({ id }) => id),
    );
  const [first, second] = [library.holderOf(anna ?? 0), library.holderOf(ben ?? 0)];
  expect(walls()).toEqual([[first, second], []]);
  library.people().name(second, 'Ben', 'ask');
  expect(walls()).toEqual([[second, first], []]);
  expect(library.store().people.isEarly()).toBe(true);
});

test('Copies are counted as one photo, everywhere', async () => {
  const { photo } = library.add({ angle: ANNA });
  library.add({ angle: BEN });
  library.copy(photo);
  const { files, folders, directories, photos } = library.store();
  const counts = [files.counts().done, folders.all()[0]?.photos, directories.all()[0]?.photos, photos.count()];
  expect(counts).toEqual([2, 2, 2, 2]);
});

// Undo and redo: everything that was said can be taken back and said again, in order, until something else is said.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { historyEntryOf } from '../app/calls/records.ts';
import { ensure } from '../app/ensure.ts';
import { openRule } from '../app/search/rule.ts';
import { inventLibrary } from './invented-library.ts';

let library: ReturnType<typeof inventLibrary>;
let anna: number;
let berta: number;
let faces: number[];
/** How everything is before anything was done. */
let before: ReturnType<typeof shown>;

beforeEach(async () => {
  library = inventLibrary();
  faces = [0, 2, 4, 120, 122, 124].flatMap((angle) => library.add({ angle }).faces);
  await library.people().settle();
  [anna, berta] = [library.holderOf(ensure(faces[0])), library.holderOf(ensure(faces[3]))];
  before = shown();
});
afterEach(() => library.remove());

test('Everything that can be said is the same after it was taken back and said again', () => {
  const people = library.people();
  const acts: (() => unknown)[] = [
    () => people.name(anna, 'Anna', 'ask'),
    () => people.split(anna, [ensure(faces[1])]),
    () => people.assign([ensure(faces[1])], berta),
    () => people.reject([ensure(faces[2])]),
    () => people.cover(berta, ensure(faces[4])),
    () => people.hide([berta], true),
    () => people.answer(ensure(faces[0]), ensure(faces[3]), 'different'),
    () => people.merge([berta], anna),
    () => people.dissolve(anna),
  ];
  const before = acts.map((act) => {
    const state = shown();
    act();
    return state;
  });
  const end = shown();
  for (const state of before.toReversed()) {
    expect(people.undo()).not.toBeNull();
    expect(shown()).toEqual(state);
  }
  expect(people.undo()).toBeNull();
  for (const state of [...before.slice(1), end]) {
    expect(people.redo()).toMatchObject({ undone: false });
    expect(shown()).toEqual(state);
  }
  expect(people.redo()).toBeNull();
});

test('What was taken back cannot be said again once something else was said', () => {
  const people = library.people();
  people.name(anna, 'Anna', 'ask');
  people.name(berta, 'Berta', 'ask');
  people.undo();
  people.undo();
  people.name(anna, 'Amelia', 'ask');
  expect(people.redo()).toBeNull();
  people.undo();
  expect(people.redo()).toMatchObject({ sentence: { text: expect.stringContaining('Amelia') } });
  expect(people.redo()).toBeNull();
  expect(library.store().people.get(anna)?.name).toBe('Amelia');
});

test('It survives a restart', () => {
  library.people().name(anna, 'Anna', 'ask');
  library.people().undo();
  library.reopen();
  expect(library.people().redo()).toMatchObject({ sentence: { text: expect.stringContaining('Anna') } });
  expect(library.store().people.get(anna)?.name).toBe('Anna');
});

describe('By action', () => {
  test('An older one is taken back alone and done again, whatever was done since that has nothing to do with it', () => {
    const people = library.people();
    const acts: (() => { action: number | null })[] = [
      () => people.details(anna, { note: 'Met in Lisbon' }),
      () => ({ action: people.hide([berta], true) }),
      () => people.cover(anna, ensure(faces[2])),
      () => people.split(berta, [ensure(faces[5])]),
      () => people.albums.save(null, 'Anna', { ...openRule(), with: [[anna]] }),
    ];
    const actions = acts.map((act) => act().action ?? 0);
    const all = shown();
    for (const action of actions) {
      people.undo(action);
      expect(standing()).toEqual(actions.filter((each) => each !== action).reverse());
      expect(people.redo()).toMatchObject({ id: action, undone: false });
      expect(shown()).toEqual(all);
    }
    for (const action of actions) people.undo(action);
    expect(shown()).toEqual(before);
    for (const action of actions.toReversed()) expect(people.redo()).toMatchObject({ id: action });
    expect(shown()).toEqual(all);
  });

  test.each<[string, () => number | null, () => number | null | Promise<number | null>]>([
    [
      'faces that moved on',
      () => said().merge([berta], anna).action,
      () => said().split(anna, [ensure(faces[3])]).action,
    ],
    [
      'a name of somebody it made',
      () => said().split(anna, [ensure(faces[1])]).action,
      () => rename(ensure(faces[1]), 'Zoë'),
    ],
    [
      'hiding somebody it made',
      () => said().assign([ensure(faces[1])], null).action,
      () => said().hide([of(ensure(faces[1]))], true),
    ],
    [
      'an album of somebody it made',
      () => said().split(anna, [ensure(faces[1])]).action,
      () => album('Zoë', of(ensure(faces[1]))),
    ],
    [
      'a cover that it brought',
      () => said().assign([ensure(faces[1])], berta).action,
      () => said().cover(berta, ensure(faces[1])).action,
    ],
    ['another name', () => rename(ensure(faces[0]), 'Anna'), () => rename(ensure(faces[0]), 'Anne')],
    [
      'a merge that took the name along',
      () => rename(ensure(faces[3]), 'Berta'),
      () => said().merge([berta], anna).action,
    ],
    [
      'another cover',
      () => said().cover(anna, ensure(faces[1])).action,
      () => said().cover(anna, ensure(faces[2])).action,
    ],
    ['another note', () => note('Met in Lisbon'), () => note('Met in Rome')],
    ['showing again', () => said().hide([anna], true), () => said().hide([anna], false)],
    ['a changed album', () => album('Anna', anna), () => album('Anne', anna, 1)],
    ['another answer', () => answer('unsure'), () => answer('different')],
    ['a face found a place', () => said().dissolve(anna), settleAndAssign],
    ['a name for who was drawn', () => draw(), () => rename(lastFace(), 'Ghost')],
  ])('What something later builds on is refused in words: %s', async (_, act, builds) => {
    const [earlier, later] = [act() ?? 0, (await builds()) ?? 0];
    const state = shown();
    const words = (id: number) => library.store().facts.action(id)?.sentence.text ?? '';
    expect(entry(earlier).obstacle?.text).toContain(words(later));
    expect(entry(later).obstacle).toBeNull();
    expect(() => library.people().undo(earlier)).toThrow(words(later));
    expect(shown()).toEqual(state);
    library.people().undo(later);
    expect(entry(earlier).obstacle).toBeNull();
    library.people().undo(earlier);
    expect(shown()).toEqual(before);
    expect(() => library.people().undo(earlier)).toThrow('taken back already');
  });

  test('Nothing is written down when nothing changed', async () => {
    const rule = { ...openRule(), with: [[anna]] };
    const people = library.people();
    const acts: (() => number | null)[] = [
      () => rename(ensure(faces[0]), 'Anna'),
      () => people.hide([berta], true),
      () => people.favourite([anna], true),
      () => people.details(anna, { note: 'Met in Lisbon', born: '1990-05-01' }).action,
      () => people.cover(anna, ensure(faces[2])).action,
      () => people.collage([library.store().photos.face(ensure(faces[0]))?.photo ?? 0]),
      () => answer('different'),
      () => people.confirm(anna, [], [berta]).action,
      () => people.assign([ensure(faces[0])], anna).action,
      () => people.albums.save(library.store().albums.all()[0]?.id ?? null, 'Anna', rule).action,
    ];
    for (const act of acts) act();
    const count = library.store().facts.count();
    expect(acts.map((act) => act())).toEqual(acts.map(() => null));
    const transfer = people.exportTransfer();
    expect(people.importTransfer(transfer).action).toBeNull();
    expect(library.store().facts.count()).toBe(count);
  });

  test('A note and a birth date that are said at once are one action, and so are a face and its name', () => {
    const people = library.people();
    people.details(anna, { note: 'Met in Lisbon', born: '1990-05-01' });
    expect(people.assign([ensure(faces[1])], null, 'Zoë')).toMatchObject({ name: 'Zoë', faces: 1 });
    expect(library.store().facts.count()).toBe(2);
    people.undo();
    people.undo();
    expect(shown()).toEqual(before);
  });

  test('The history shows some of the faces that each action was about', () => {
    const people = library.people();
    const split = people.split(anna, [ensure(faces[1])]).action ?? 0;
    const hidden = people.hide([berta], true) ?? 0;
    const merged = people.merge([berta], anna).action ?? 0;
    expect(entry(split).faces).toContain(faces[1]);
    expect(entry(hidden).faces).toHaveLength(0); // they belong to no person any more
    expect(entry(merged).faces).toEqual(expect.arrayContaining(faces.slice(3)));
    people.undo(merged);
    expect(entry(hidden).faces).toEqual([faces[3]]);
  });
});

function said() {
  return library.people();
}

function of(face: number): number {
  return library.holderOf(face);
}

function rename(face: number, name: string): number | null {
  const result = said().name(of(face), name, 'keepBoth');
  return result.outcome === 'named' ? result.change.action : null;
}

function note(text: string): number | null {
  return said().details(anna, { note: text }).action;
}

function album(name: string, person: number, id: number | null = null): number | null {
  return said().albums.save(id, name, { ...openRule(), with: [[person]] }).action;
}

function answer(answer: 'different' | 'unsure'): number | null {
  const result = said().answer(ensure(faces[0]), ensure(faces[3]), answer);
  return result.outcome === 'recorded' ? result.change.action : null;
}

/** Where no face was found, one that says nothing of who it is. */
function draw(): number | null {
  const photo = library.store().photos.face(ensure(faces[0]))?.photo ?? 0;
  const found = { box: [500, 500, 50, 50], landmarks: [], confidence: 0, quality: 0.5, embeddings: {} } as const;
  return said().draw(photo, { ...found, box: [...found.box], landmarks: [], embeddings: {} }, () => undefined).action;
}

async function settleAndAssign(): Promise<number | null> {
  await said().settle();
  return said().assign([ensure(faces[0])], berta).action;
}

function lastFace(): number {
  return library.store().photos.newestFace();
}

function entry(action: number) {
  const record = library.store().facts.action(action);
  if (!record) throw new Error(`Action ${action} is not in the history.`);
  return historyEntryOf(library.store(), record);
}

/** The newest first. */
function standing(): number[] {
  return library
    .store()
    .facts.history(100, 0)
    .flatMap(({ id, undone }) => (undone ? [] : [id]));
}

/** Who everybody is, which faces are theirs, and what is said of them. */
function shown() {
  const store = library.store();
  return {
    people: store.people.all(),
    faces: faces.map((face) => library.personOf(face)),
    personDetails: [anna, berta].map(store.personDetails.of),
    albums: store.albums.all(),
    answers: store.facts.answers().map(({ left, right, answer }) => ({ left, right, answer })),
  };
}

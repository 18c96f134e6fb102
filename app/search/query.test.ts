// What a query means, in both languages.

import { describe, expect, test } from 'vitest';
import { leaveOut } from './leave-out.ts';
import { calledNearly, mention, type Part, understand } from './query.ts';
import { distinct, ruleOf, toRule } from './rule.ts';
import { suggest } from './suggest.ts';
import { nearNames, putNamesRight } from './whole-names.ts';

const [ANNA, BEN, CARL, MAY, ANNA_LENA, SECOND_ANNA] = [1, 2, 3, 4, 5, 6];
const NAMES = [
  { id: ANNA, name: 'Anna Müller' },
  { id: BEN, name: 'Ben' },
  { id: CARL, name: 'Carl' },
  { id: MAY, name: 'May' },
  { id: ANNA_LENA, name: 'Anna-Lena' },
  { id: SECOND_ANNA, name: 'Anna Schmidt' },
];
const person = (...people: number[]): Part => ({ kind: 'with', people });
const without = (...people: number[]): Part => ({ kind: 'without', people });
const days = (from: string | null, to: string | null): Part => ({ kind: 'days', from, to });
const videos = ({ longer = null, shorter = null }: { longer?: number | null; shorter?: number | null } = {}): Part => ({
  kind: 'videos',
  longer,
  shorter,
});
const lacks = (what: 'date' | 'people'): Part => ({ kind: 'lacks', what });
const word = (text: string): Part => ({ kind: 'word', text });

describe('People', () => {
  test.each<[string, Part[]]>([
    ['Ben', [person(BEN)]],
    ['with Ben and Carl', [person(BEN), person(CARL)]],
    ['mit Ben und Carl', [person(BEN), person(CARL)]],
    ['Ben, Carl', [person(BEN), person(CARL)]],
    ['Ben or Carl', [person(BEN, CARL)]],
    ['Ben oder Carl und May', [person(BEN, CARL), person(MAY)]],
    ['Ben without Carl', [person(BEN), without(CARL)]],
    ['ohne Ben und Carl', [without(BEN), without(CARL)]],
    ['without Ben with Carl', [without(BEN), person(CARL)]],
    ['without Ben and beach', [without(BEN), word('beach')]],
    ['without Xavier', [{ kind: 'unknown', text: 'Xavier' }]],
    ['anna muller', [person(ANNA)]],
    ['ANNA MÜLLER', [person(ANNA)]],
    // One word of a name means all people with it.
    ['Anna', [person(ANNA, SECOND_ANNA)]],
    ['anna-lena', [person(ANNA_LENA)]],
    ['#12 and Ben', [person(12), person(BEN)]],
    ['“Ben”', [word('Ben')]],
    ['-Ben', [without(BEN)]],
    ['Carl -Ben', [person(CARL), without(BEN)]],
    ['-Ben Carl', [without(BEN), person(CARL)]],
    ['-Ben and Carl', [without(BEN), person(CARL)]],
    ['Carl −anna müller', [person(CARL), without(ANNA)]],
    ['-#12', [without(12)]],
    ['-Xavier', [{ kind: 'unknown', text: 'Xavier' }]],
    // To show just those would be the opposite.
    ['Ben not 2019', [person(BEN), { kind: 'unknown', text: '2019' }]],
    ['Ben ohne Juli 2019, beach', [person(BEN), { kind: 'unknown', text: 'Juli 2019' }, word('beach')]],
    ['-July', [{ kind: 'unknown', text: 'July' }]],
    ['without videos', [{ kind: 'unknown', text: 'videos' }]],
    ['not undated', [{ kind: 'unknown', text: 'undated' }]],
    ['without Ben 2019', [without(BEN), days('2019-01-01', '2019-12-31')]],
  ])('%s', (typed, parts) => expect(understand(typed, NAMES)).toEqual(parts));
});

describe('Dates', () => {
  test.each<[string, Part[]]>([
    ['2019', [days('2019-01-01', '2019-12-31')]],
    ['July 2019', [days('2019-07-01', '2019-07-31')]],
    ['im Februar 2020', [days('2020-02-01', '2020-02-29')]],
    ['März 2019', [days('2019-03-01', '2019-03-31')]],
    ['2019-07', [days('2019-07-01', '2019-07-31')]],
    ['07/2019', [days('2019-07-01', '2019-07-31')]],
    ['2019-07-04', [days('2019-07-04', '2019-07-04')]],
    ['4.7.2019', [days('2019-07-04', '2019-07-04')]],
    ['4. Juli 2019', [days('2019-07-04', '2019-07-04')]],
    ['July 4, 2019', [days('2019-07-04', '2019-07-04')]],
    ['31 February 2019', [word('31'), days('2019-02-01', '2019-02-28')]],
    ['since 2015', [days('2015-01-01', null)]],
    ['seit Mai 2015', [days('2015-05-01', null)]],
    ['before 2015', [days(null, '2014-12-31')]],
    ['nach 2015', [days('2016-01-01', null)]],
    ['bis März 2015', [days(null, '2015-03-31')]],
    ['2015-2018', [days('2015-01-01', '2018-12-31')]],
    ['2018-2015', [days('2015-01-01', '2018-12-31')]],
    ['between May 2018 and 2015', [days('2015-01-01', '2018-05-31')]],
    ['2018 to 2015', [days('2015-01-01', '2018-12-31')]],
    ['2015 - 2018', [days('2015-01-01', '2018-12-31')]],
    ['IMG-Ben', [word('IMG-Ben')]],
    ['2015 to 2018', [days('2015-01-01', '2018-12-31')]],
    ['from May 2015 to 2018', [days('2015-05-01', '2018-12-31')]],
    ['zwischen 2015 und 2018', [days('2015-01-01', '2018-12-31')]],
    ['july', [{ kind: 'months', months: [7] }]],
    ['IMG_2019', [word('IMG_2019')]],
    ['videos with Ben', [videos(), person(BEN)]],
    ['Videos länger als eine Minute', [videos(), videos({ longer: 60 })]],
    ['longer than a minute 2019', [videos({ longer: 60 }), days('2019-01-01', '2019-12-31')]],
    ['shorter than half an hour', [videos({ shorter: 1800 })]],
    ['kürzer als 90s', [videos({ shorter: 90 })]],
    ['longer than Ben', [word('longer'), word('than'), person(BEN)]],
    ['"videos"', [word('videos')]],
    ['undated', [lacks('date')]],
    ['no date with Ben', [lacks('date'), person(BEN)]],
    ['photos without a date and without people', [lacks('date'), lacks('people')]],
    ['Ben, undatierte Fotos', [person(BEN), lacks('date')]],
    ['ohne Datum', [lacks('date')]],
    ['Fotos ohne Personen 2019', [lacks('people'), days('2019-01-01', '2019-12-31')]],
    ['no faces', [lacks('people')]],
    ['niemand', [lacks('people')]],
    ['“undated”', [word('undated')]],
    ['no beach', [word('no'), word('beach')]],
    // Where a name is a month too, it is a date as soon as a year follows.
    ['May', [person(MAY)]],
    ['May 2019', [days('2019-05-01', '2019-05-31')]],
    ['with May 2019', [person(MAY), days('2019-01-01', '2019-12-31')]],
  ])('%s', (typed, parts) => expect(understand(typed, NAMES)).toEqual(parts));
});

test('Where somebody is called People, photos without People are those without that person', () => {
  const names = [...NAMES, { id: 7, name: 'People' }];
  expect(understand('without People', names)).toEqual([without(7)]);
  expect(understand('without faces', names)).toEqual([lacks('people')]);
});

test('Lengths narrow each other', () => {
  expect(
    ruleOf(understand('videos longer than 10 seconds shorter than 2 min longer than 1 min', NAMES))?.videos,
  ).toEqual({
    longer: 60,
    shorter: 120,
  });
});

test('All together, in any order', () => {
  const typed = 'Italy photos with Ben and Anna Müller without Carl in 2019 "Lago di Como"';
  expect(ruleOf(understand(typed, NAMES))).toEqual({
    with: [[BEN], [ANNA]],
    without: [CARL],
    from: '2019-01-01',
    to: '2019-12-31',
    months: [],
    favourites: false,
    lacks: [],
    words: ['Italy', 'Lago di Como'],
    videos: null,
  });
});

test('A year and a month that are far from each other still meet', () => {
  expect(ruleOf(understand('2019 Ben july', NAMES))).toMatchObject({ from: '2019-01-01', months: [7] });
  expect(ruleOf(understand('2019 since july 2019', NAMES))).toMatchObject({ from: '2019-07-01', to: '2019-12-31' });
});

test('Words that say nothing ask for nothing', () => {
  for (const typed of ['', '  ', 'with', 'photos of the', 'ohne Xavier']) {
    expect(ruleOf(understand(typed, NAMES))).toBeNull();
  }
});

test('A misspelt name is the nearest one, of a whole name or of a word in it', () => {
  expect(calledNearly('Calr', NAMES)).toEqual([CARL]);
  expect(calledNearly('anna mulelr', NAMES)).toEqual([ANNA]);
  expect(calledNearly('Schmitt', NAMES)).toEqual([SECOND_ANNA]);
  expect(calledNearly('beach', NAMES)).toEqual([]);
});

test.each([
  // Too short to be a name by itself, and a piece of many words.
  ['Ana Muller', 'Anna Müller'],
  ['Ana Mulelr', 'Anna Müller'],
  ['Carl without Ana Schmitd, beach', 'Carl without Anna Schmidt, beach'],
  ['-ana müler 2019', '-Anna Müller 2019'],
  // What is somebody’s name, a date or a word between others means that still.
  ['Ben Müler', 'Ben Müler'],
  ['Carl and Müler', 'Carl and Müler'],
  ['“Ana” Müller', '“Ana” Müller'],
  ['Ana -Müller', 'Ana -Müller'],
  ['Anna Müller beach', 'Anna Müller beach'],
])('%s is put right as %s', (typed, right) => {
  expect(putNamesRight(typed, nearNames(typed, NAMES), NAMES)).toBe(right);
});

test('A whole name that is nearly right means all who are called so', () => {
  const names = [...NAMES, { id: 7, name: 'Anna Müller' }];
  expect(putNamesRight('Ana Müller 2019', nearNames('Ana Müller 2019', names), names)).toBe('#1 or #7 2019');
});

test.each([
  ['Ben in July 2019 without Carl', 1, 'Ben without Carl'],
  ['Ben in July 2019 without Carl', 0, 'in July 2019 without Carl'],
  ['Ben in July 2019 without Carl', 2, 'Ben in July 2019'],
  ['without Ben and Carl', 0, 'without and Carl'],
  ['without Ben and Carl', 1, 'without Ben'],
  ['Ben -Carl beach', 1, 'Ben beach'],
  ['Ben or Carl, beach', 0, 'beach'],
  ['Ben, "Lago di Como", 2019', 1, 'Ben, 2019'],
  ['Ben', 0, null],
])('%s, part %i left out, is %j', (typed, place, rest) => {
  expect(leaveOut(typed, place, NAMES)).toBe(rest);
});

test('What is asked for twice is asked for once', () => {
  const parts = understand('Ben and Carl, Ben without May beach beach', NAMES);
  expect(distinct(parts)).toEqual([person(BEN), person(CARL), without(MAY), word('beach')]);
  expect(ruleOf(parts)).toMatchObject({ with: [[BEN], [CARL]], without: [MAY], words: ['beach'] });
});

test('A word may be the beginning of a name', () => {
  const rule = ruleOf(understand('ann', NAMES));
  expect(rule && toRule(rule, NAMES).words).toEqual([{ text: 'ann', people: [ANNA, ANNA_LENA, SECOND_ANNA] }]);
});

test('A person is mentioned by name where that means no other, by number otherwise', () => {
  const names = [...NAMES, { id: 7, name: 'Ben' }, { id: 8, name: 'Mit' }];
  const mentions = [...names, { id: 9, name: null }].map((each) => mention(each, names));
  expect(mentions).toEqual(['Anna Müller', '#2', 'Carl', 'May', 'Anna-Lena', 'Anna Schmidt', '#7', 'Mit', '#9']);
  expect(mentions.map((typed) => understand(typed, names))).toEqual(
    [ANNA, BEN, CARL, MAY, ANNA_LENA, SECOND_ANNA, 7, 8, 9].map((id) => [person(id)]),
  );
});

test('What is being typed is completed from its last words on', () => {
  const vocabulary = {
    people: NAMES,
    folders: [{ name: 'Benidorm 2019', path: '/photos/Benidorm 2019', photos: 12 }],
    places: [
      { name: 'Berlin', photos: 7 },
      { name: 'Germany', photos: 7 },
    ],
    months: [
      { month: '2019-07', photos: 3 },
      { month: '2019-06', photos: 2 },
      { month: '2018-07', photos: 1 },
    ],
    albums: [{ id: 1, name: 'Ben at home' }],
  };
  expect(suggest('Carl and anna m', vocabulary).people).toEqual([{ id: ANNA, text: 'Anna Müller', start: 9 }]);
  expect(suggest('ben', vocabulary)).toMatchObject({
    people: [{ id: BEN, start: 0 }],
    folders: [{ name: 'Benidorm 2019' }],
    albums: [{ id: 1 }],
  });
  expect(suggest('Ben jul', vocabulary).dates).toEqual([
    { date: '2019-07', photos: 3, start: 4 },
    { date: '2018-07', photos: 1, start: 4 },
  ]);
  expect(suggest('juli 2018', vocabulary).dates).toEqual([{ date: '2018-07', photos: 1, start: 0 }]);
  expect(suggest('20', vocabulary).dates).toEqual([
    { date: '2019', photos: 5, start: 0 },
    { date: '2018', photos: 1, start: 0 },
  ]);
  expect(suggest('Ben in ger', vocabulary).places).toEqual([{ name: 'Germany', photos: 7, start: 7 }]);
  // One who is not known is completed as the nearest who is.
  expect(suggest('crl', vocabulary).people).toEqual([]);
  expect(suggest('with Calr', vocabulary).people).toEqual([{ id: CARL, text: 'Carl', start: 5 }]);
  expect(suggest('Ben, Ana Mulelr', vocabulary).people).toEqual([{ id: ANNA, text: 'Anna Müller', start: 5 }]);
  expect(suggest('Ben -Ca', vocabulary).people).toEqual([{ id: CARL, text: 'Carl', start: 5 }]);
  const albums = ['Sommer am See', 'Étretat, “Wochenende”', 'Sommer'].map((name, id) => ({ id, name }));
  const called = (typed: string) => suggest(typed, { ...vocabulary, albums }).albums.map(({ id }) => id);
  expect(['SOMMER', 'am see', 'etretat woch', 'Smomer', 'Winter'].map(called)).toEqual([[2, 0], [0], [1], [2], []]);
  expect(suggest('ben ', vocabulary)).toEqual({ people: [], folders: [], places: [], dates: [], albums: [] });
});

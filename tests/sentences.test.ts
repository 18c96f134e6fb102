// What the engine says to a person is said in every language, kept apart from it, and never lost.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answer } from '../app/answer.ts';
import { openLibrary } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { english } from '../app/sentences/english.ts';
import { german } from '../app/sentences/german.ts';
import { asWritten, inWords, type Sentence, sentence, type SentenceId } from '../app/sentences/sentence.ts';
import { openStore } from '../app/store/index.ts';

const ANNA = { name: 'Anna', photos: 3 };
const STRANGER = { name: null, photos: 2 };
/** Something to say of everything that a sentence may be about. */
const VALUES: Record<string, unknown> = {
  person: ANNA,
  into: ANNA,
  from: ANNA,
  to: ANNA,
  one: ANNA,
  other: STRANGER,
  others: [ANNA, STRANGER],
  people: [ANNA, STRANGER],
  faces: 4711,
  boxes: 4711,
  start: 'Annabell',
  photos: 4711,
  date: '1990-05-01',
  times: 4711,
  status: 4711,
  bytes: 4711,
  expected: 4711,
  wrong: 4711,
  address: 'http://127.0.0.1:4711',
  names: 4711,
  most: 4711,
  megabytes: 4711,
};

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'kindred-sentences-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ids = Object.keys(english) as SentenceId[]; // its keys are its type

test.each(ids)('“%s” is said in English and in German, with all that it is about', (id) => {
  const about = mentioned(id);
  const said: Sentence = { text: '', id, values: about };
  const [inEnglish, inGerman] = [inWords(english, said), inWords(german, said)];
  for (const words of [inEnglish, inGerman]) {
    expect(words).toMatch(/\S/);
    expect(words).not.toMatch(/undefined|null|NaN|\[object/);
    const unsaid = Object.values(about).filter((value) => !traceOf(value).test(words));
    expect(unsaid).toEqual([]);
  }
  // What only puts two sentences one after the other is the same in every language.
  expect(inGerman === inEnglish).toBe(id === 'downloadTrouble');
});

test('Words in a sentence that are a sentence themselves are said in the same language', () => {
  const what = sentence('merged', { others: [{ name: null, photos: 1 }], into: ANNA });
  const said = sentence('tookBack', { what });
  expect(said.text).toBe('Took back: Merged someone on one photo into Anna');
  expect(inWords(german, said)).toBe('Zurückgenommen: Zusammengeführt: jemand auf einem Foto mit Anna');
});

test('A sentence that a language does not know is said as it was written', () => {
  expect(inWords(german, asWritten('Wrote a poem'))).toBe('Wrote a poem');
  expect(inWords(german, { text: 'Sang a song', id: 'sang', values: { song: 1 } })).toBe('Sang a song');
});

test('Many people are some names and a number', () => {
  const crowd = [STRANGER, ANNA, ...Array.from({ length: 62 }, () => STRANGER), { name: 'Ben', photos: 1 }];
  expect(sentence('hid', { people: crowd }).text).toBe('Hid Anna, Ben, and 63 more');
  expect(inWords(german, sentence('hid', { people: crowd }))).toBe('Verborgen: Anna, Ben und 63 weitere Personen');
  expect(sentence('hid', { people: crowd.slice(2, -1) }).text).toBe('Hid 62 people');
  expect(inWords(german, sentence('hid', { people: [ANNA, STRANGER] }))).toBe('Verborgen: Anna und jemand auf 2 Fotos');
  expect(sentence('hid', { people: [STRANGER] }).text).toBe('Hid someone on 2 photos');
});

test('What is in the way of an undo is said once, and no quotation marks stand inside of others', () => {
  const later = sentence('named', { person: STRANGER, name: 'Ben' });
  const obstacle = sentence('laterBuildsOn', { later });
  expect(obstacle.text).toBe('Something later builds on it. Take that back first: Named someone on 2 photos “Ben”');
  expect(inWords(german, obstacle)).toBe(
    'Etwas Späteres baut darauf auf. Nimm zuerst das zurück: Jemand auf 2 Fotos heißt jetzt „Ben“',
  );
});

test('Another name for somebody who has one reads as that', () => {
  expect(sentence('named', { person: ANNA, name: 'Hanna' }).text).toBe('Renamed Anna to “Hanna”');
  expect(inWords(german, sentence('named', { person: ANNA, name: 'Hanna' }))).toBe('Anna umbenannt in „Hanna“');
});

test.each([
  ['1985', 'in 1985', '1985'],
  ['1985-08', 'in August 1985', 'August 1985'],
  ['1985-08-03', 'on 3 August 1985', '3. August 1985'],
  ['1985-08-03 18:30:15', 'on 3 August 1985 at 18:30', '3. August 1985 um 18:30'],
])('A date, %s, is in words, and no more exact than it was given', (date, inEnglish, inGerman) => {
  const said = sentence('dated', { photos: 2, date });
  expect(said.text).toBe(`Said that 2 photos were taken ${inEnglish}`);
  expect(inWords(german, said)).toBe(`Aufnahmedatum von 2 Fotos angegeben: ${inGerman}`);
  const born = sentence('born', { person: ANNA, date: '1990-05-01' });
  expect(born.text).toBe('Said that Anna was born on 1 May 1990');
  expect(inWords(german, born)).toBe('Gesagt, dass Anna am 1. Mai 1990 geboren ist');
});

test('The history keeps it over a restart; what an earlier version wrote stays as it was written', () => {
  const first = openStore(folder);
  first.transaction(() =>
    first.facts.act('2020-01-01T00:00:00Z', 'name', sentence('named', { person: STRANGER, name: 'Ben' })),
  );
  first.transaction(() => first.facts.act('2020-01-02T00:00:00Z', 'hide', asWritten('Hid someone')));
  first.close();
  const second = openStore(folder);
  const words = second.facts.history(10, 0).map((entry) => inWords(german, entry.sentence));
  expect(words).toEqual(['Hid someone', 'Jemand auf 2 Fotos heißt jetzt „Ben“']);
  second.close();
});

test('A call that a person may have got wrong is refused with the sentence that says so', async () => {
  const library = await openLibrary({ folder, log: silentLog, watch: false });
  const refused = (name: string, request: unknown) => answer(library.engine, name, request, silentLog);
  expect(await refused('people.name', { person: 1, name: '  ' })).toMatchObject({
    error: { sentence: sentence('nameMissing') },
  });
  expect(await refused('people.name', { person: 1, name: 'x'.repeat(10_000) })).toMatchObject({
    error: { sentence: sentence('nameTooLong') },
  });
  expect(await refused('people.get', { person: 1 })).toMatchObject({ error: { sentence: sentence('personGone') } });
  await library.close();
});

/** How it is seen that a sentence says it. */
function traceOf(value: unknown): RegExp {
  if (value === ANNA) return /Anna/;
  if (value === STRANGER) return /someone on 2 photos|[Jj]emand(?:en|em)? auf 2 Fotos/;
  if (Array.isArray(value)) return /Anna (?:and|und) (?:someone|jemand) /;
  return value === 4711 ? /4[.,]?711/ : new RegExp(String(value) === VALUES['date'] ? '1990' : String(value));
}

/** The values that a sentence takes out of what it is given. */
function mentioned(id: SentenceId): Record<string, unknown> {
  const taken: Record<string, unknown> = {};
  const values = new Proxy(taken, {
    get(target, key) {
      if (typeof key !== 'string') return undefined;
      // Of some people only how many they are is said.
      const isCount = key === 'people' && (id === 'confirmed' || id === 'imported');
      target[key] = isCount ? 4711 : (VALUES[key] ?? `«${key}»`);
      return target[key];
    },
  });
  Reflect.apply(english[id], undefined, [values]);
  return taken;
}

// Which names a pattern fits, and that none takes long.

import { matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { exclusionOf, refuseUnusable } from './exclusion.ts';
import { parseGlob } from './glob.ts';

const CASES: [pattern: string, fitting: string[], other: string[]][] = [
  ['*.png', ['a.png', 'ä.png'], ['a.jpg', 'png', 'a.png.jpg']],
  ['IMG_????.jpg', ['IMG_0001.jpg'], ['IMG_001.jpg', 'IMG_00001.jpg']],
  ['Screenshots', ['Screenshots'], ['Screenshot', 'My Screenshots']],
  ['*copy*(2)*', ['a copy (2).jpg'], ['a copy 2.jpg']],
  ['[ab]*[0-9]', ['a1', 'b-9'], ['c1', 'ab', '1a']],
  ['[!ab]?', ['cd', 'xa'], ['ab', 'ba', 'c']],
  ['x[]y', ['x[]y'], ['xy']],
  ['{*.png,*.gif}', ['a.png', 'a.gif'], ['a.jpg']],
  ['a{b,c{d,e}}f', ['abf', 'acdf', 'acef'], ['acf', 'adf']],
  ['{once}', ['{once}'], ['once']],
  ['2019/**', ['2019/a', '2019/a/b.jpg'], ['2020/a', '12019/a']],
  ['**/rejects/*.jpg', ['rejects/a.jpg', 'a/b/rejects/c.jpg'], ['a/rejects/b/c.jpg', 'rejects.jpg']],
  ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['a/zz', 'b/a/z']],
  ['a/*/z', ['a/b/z'], ['a/z', 'a/b/c/z']],
  [String.raw`\*.png`, ['*.png'], ['a.png']],
  ['é*', ['e\u0301a'], ['ea']],
];
test.each(CASES)('%s', (pattern, fitting, other) => {
  const glob = parseGlob(pattern);
  for (const name of fitting) expect(glob?.fits(name), name).toBe(true);
  for (const name of other) expect(glob?.fits(name), name).toBe(false);
});

test('By and large they fit what Node’s own globs fit', () => {
  const patterns = ['*', '*a*', 'a?c', '[a-c]*', 'a*b*c', '{a,b}*', '*.{png,jpg}', 'a/*', 'a/**', '**/c', 'a/*b/c'];
  const names = ['a', 'abc', 'aabbcc', 'b.png', 'c.jpg', 'a/b', 'a/b/c', 'c', 'a/bb/c', 'b/c', 'a/xb/c', 'd'];
  const pairs = patterns.flatMap((pattern) => names.map((name) => [pattern, name] as const));
  const differing = pairs.filter(([pattern, name]) => parseGlob(pattern)?.fits(name) !== matchesGlob(name, pattern));
  expect(differing).toEqual([['a/**', 'a']]); // a folder of which all is left out is left out as well
});

const SLOW: [what: string, pattern: string, name: string][] = [
  ['many stars', '*a'.repeat(200) + 'b', 'a'.repeat(255)],
  ['stars in each alternative', `{${Array.from({ length: 20 }, () => '*a*a*a*a*a').join(',')}}b`, 'a'.repeat(255)],
  ['many runs of folders', '**/a/'.repeat(80) + 'b', 'a/'.repeat(1_000) + 'c'],
  ['many sets', '[!b]*'.repeat(80) + 'b', 'a'.repeat(255)],
  ['open brackets', '['.repeat(400), '['.repeat(255)],
];
test.each(SLOW)('A pattern with %s does not take long', (_what, pattern, name) => {
  const began = performance.now();
  expect(parseGlob(pattern)?.fits(name) ?? false).toBe(false);
  expect(performance.now() - began).toBeLessThan(1_000); // five stars took Node 2.5 s, eight would take it a day
});

test('Braces that stand for too much are refused in words, and leave nothing out where they are kept', () => {
  const wide = '{a,b}'.repeat(16);
  expect(parseGlob(wide)).toBeUndefined();
  expect(() => refuseUnusable(['*.png', wide])).toThrow(/The pattern \{a,b\}.* stands for too many names/);
  expect(() => refuseUnusable(Array.from({ length: 100 }, () => 'x'.repeat(500)))).toThrow(/too many names/);
  expect(() => refuseUnusable(['*.{png,gif}', 'holidays/rejects/**', '{'.repeat(500), ''])).not.toThrow();
  const isExcluded = exclusionOf('/photos', [wide, '*.png'], '/library');
  expect(['/photos/a.png', '/photos/ab.jpg', '/library/x'].map(isExcluded)).toEqual([true, false, true]);
});

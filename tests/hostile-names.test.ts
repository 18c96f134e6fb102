// What may stand where names are looked for: bombs, floods, damage and markup end in a sentence, and cost no other name.

import { spawnSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { album, apply, ended, HEIGHT, look, named, namesOn, WIDTH } from './named-album.ts';
import { sidecarWith } from './sidecar.ts';

beforeAll(() => album.prepare());
beforeEach(() => album.begin());
afterEach(() => album.end());

const SIZE = { width: WIDTH, height: HEIGHT };

async function addPhoto(name: string, quality: number): Promise<string> {
  const path = join(album.photos, name);
  writeFileSync(path, await sharp(album.upright).jpeg({ quality }).toBuffer());
  return path;
}

test('Ten thousand regions, bombs of entities, sixty-four megabytes: each ends in a sentence, and names beside them come along', async () => {
  const [honest, flood, bomb, huge] = await Promise.all(
    ['honest.jpg', 'flood.jpg', 'bomb.jpg', 'huge.jpg'].map((name, index) => addPhoto(name, 80 + index)),
  );
  const [box = [0, 0, 1, 1]] = album.seen;
  writeFileSync(`${honest}.xmp`, sidecarWith([{ name: 'Anna', box }], SIZE));
  const regions = Array.from({ length: 10_000 }, (_, index) => ({
    name: `Nobody ${index}`,
    box: [0.5, 0.5, 0.001, 0.001] as const,
  }));
  writeFileSync(`${flood}.xmp`, sidecarWith(regions, SIZE));
  const entities = Array.from({ length: 30 }, (_, index) => `<!ENTITY e${index + 1} "&e${index};&e${index};">`).join(
    '',
  );
  const doctype = `<!DOCTYPE x [<!ENTITY e0 "lol"><!ENTITY file SYSTEM "file:///etc/passwd">${entities}]>`;
  const inside = sidecarWith([{ name: 'BOMB', box }], SIZE).replace('BOMB', '&e30;&file;');
  writeFileSync(`${bomb}.xmp`, inside.replace('<x:xmpmeta', `${doctype}<x:xmpmeta`));
  writeFileSync(`${huge}.xmp`, '<x:xmpmeta');
  truncateSync(`${huge}.xmp`, 64 * 1024 * 1024);
  writeFileSync(join(album.photos, '.picasa.ini'), '[honest.jpg]');
  truncateSync(join(album.photos, '.picasa.ini'), 64 * 1024 * 1024);
  await album.scan();
  const report = await look();
  expect(named(report, 'Anna')).toMatchObject({ fits: 1 });
  const reasons = report.problems
    .map(({ file, reason }) => `${file.slice(album.photos.length + 1)}: ${reason.text}`)
    .sort();
  expect(reasons).toEqual([
    '.picasa.ini: This file is larger than 16 MB: it was not read for names.',
    'flood.jpg.xmp: This file marks 1,000 faces or more, which no photo has: none of these was looked at.',
    'huge.jpg.xmp: This file is larger than 16 MB: it was not read for names.',
  ]);
  expect(report.names.filter(({ name }) => name.includes('root') || name.length > 100)).toEqual([]);
  await apply();
  expect(await namesOn('honest.jpg')).toContain('Anna');
});

test('Markup in a name is a name; signs that nobody sees are left out, and a name too long is none', async () => {
  const photo = await addPhoto('marked.jpg', 90);
  const [one, other, third] = album.seen;
  const regions = [
    { name: '<script>alert(1)</script> & “Co”', box: one ?? [0, 0, 0.1, 0.1] },
    { name: 'Be\u202En\u200B ', box: other ?? [0, 0, 0.1, 0.1] },
    { name: 'x'.repeat(3000), box: third ?? [0, 0, 0.1, 0.1] },
  ];
  writeFileSync(`${photo}.xmp`, sidecarWith(regions, SIZE));
  await album.scan();
  const report = await look();
  expect(report.names.map(({ name, fits }) => [name, fits]).sort()).toEqual([
    ['<script>alert(1)</script> & “Co”', 1],
    ['Ben', 1],
  ]);
  expect(report.unnamed).toBe(1);
  await apply();
  expect(await namesOn('marked.jpg')).toEqual(['<script>alert(1)</script> & “Co”', 'Ben', null]);
});

test('Names that are too long are told, whoever wrote them, once for each photo; so are Takeout’s files that were cut off', async () => {
  const [of, digits] = ['x'.repeat(201), '4000400060006000'];
  const [box = [0, 0, 1, 1]] = album.seen;
  const list = (source: string) => `${source} ${of}`;
  for (const [index, name] of ['xmp.jpg', 'picasa.jpg', 'takeout.jpg'].entries()) await addPhoto(name, 80 + index);
  const regions = ['xmp', 'xmp', 'Xmp'].map((source, index) => ({
    name: list(source),
    box: [box[0] + index / 100, box[1], box[2], box[3]] as const,
  }));
  writeFileSync(join(album.photos, 'xmp.jpg.xmp'), sidecarWith([...regions, { name: 'Anna', box }], SIZE));
  const ini = `[Contacts2]\n1=${list('picasa')};;\n[picasa.jpg]\nfaces=rect64(${digits}),1\n`;
  writeFileSync(join(album.photos, '.picasa.ini'), ini);
  const people = [{ name: list('takeout') }, { name: 5 }, { name: 'Ben' }];
  writeFileSync(
    join(album.photos, 'takeout.jpg.json'),
    JSON.stringify({
      title: 'y'.repeat(2000),
      people: [...people, ...Array.from({ length: 900 }, () => ({ name: '' }))],
    }),
  );
  writeFileSync(join(album.photos, 'cut.jpg.json'), '{"title": "takeout.jpg", "people": [{"name": "An');
  writeFileSync(join(album.photos, 'list.json'), '{"no": "file of Takeout');
  await album.scan();
  const report = await look();
  expect(report.names.map(({ name }) => name).sort()).toEqual(['Anna', 'Ben']);
  const start = (source: string) => list(source).slice(0, 40);
  const long = 'is longer than a name can be (200 letters): it was not brought along';
  expect(report.problems.map(({ file, reason }) => `${basename(file)}: ${reason.text}`).sort()).toEqual([
    'cut.jpg.json: This file names people, and is damaged or cut off: no name of it was brought along.',
    `picasa.jpg: “${start('picasa')}…” ${long}, one face stays without a name.`,
    `takeout.jpg.json: “${start('takeout')}…” ${long}.`,
    `xmp.jpg.xmp: “${start('xmp')}…” ${long}, 2 faces stay without a name.`,
  ]);
  expect(report.problemCount).toBe(4);
});

test('Boxes that are none, broken files of Picasa and Google, and a folder where digiKam’s database should be', async () => {
  const photo = await addPhoto('odd.jpg', 90);
  const boxes = [
    [NaN, 0, 0.1, 0.1],
    [0.4, 0.4, -0.1, 0.1],
    [0.4, 0.4, 0, 0],
    [3, 3, 0.1, 0.1],
    [0, 0, 1, 1],
  ] as const;
  writeFileSync(
    `${photo}.xmp`,
    sidecarWith(
      boxes.map((box, index) => ({ name: `Odd ${index}`, box })),
      SIZE,
    ),
  );
  const ini = `\0\xff[[[\nfaces\n=faces\n[odd.jpg\nfaces=rect64(zz),1;rect64(),2\n[odd.jpg]\nfaces=rect64(ffff0000ffff0000),1;;rect64(1234`;
  writeFileSync(join(album.photos, '.picasa.ini'), Buffer.from(ini, 'latin1'));
  writeFileSync(
    join(album.photos, 'contacts.xml'),
    '<contact id="1" name="<contact id=\'1\' name=\'A\'>"'.repeat(1000),
  );
  writeFileSync(join(album.photos, 'deep.json'), '['.repeat(900_000));
  writeFileSync(join(album.photos, 'odd.jpg.json'), '{"title":5,"people":[{"name":7},null]}');
  mkdirSync(join(album.photos, 'digikam4.db'));
  await album.scan();
  for (const from of ['xmp', 'picasa', 'takeout'] as const) {
    const { names } = await look(from);
    // A box that no face can have leaves the name: somewhere on the photo.
    expect(names.map(({ fits, differs, drawn }) => [fits, differs, drawn])).toEqual(names.map(() => [0, 0, 0]));
    expect(names).toHaveLength({ xmp: boxes.length, picasa: 1, takeout: 0 }[from]);
  }
  await album.library.engine['names.find']({ place: album.photos, from: 'digikam' });
  expect(await ended()).toMatchObject({ step: 'failed', reason: { id: 'digikamUnread' } });
  await expect((async () => album.library.engine['names.find']({ place: '/nowhere', from: null }))()).rejects.toThrow(
    '/nowhere',
  );
  await expect((async () => album.library.engine['names.apply']({ one: [] }))()).rejects.toThrow(
    'Look for names first',
  );
});

test.skipIf(process.platform === 'win32')('A pipe is not waited for where digiKam’s database should be', async () => {
  const pipe = join(album.folder, 'pipe.db');
  spawnSync('mkfifo', [pipe]);
  await album.open();
  await album.library.engine['names.find']({ place: pipe, from: null });
  expect(await ended()).toMatchObject({ step: 'failed', reason: { id: 'digikamUnread' } });
});

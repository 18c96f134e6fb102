// Names that other programs gave: held against the faces that were found, and brought along as one action.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { resource } from '../app/platform/resources.ts';
import {
  album,
  allNamed,
  apply,
  type Box,
  exiftool,
  facesOn,
  HEIGHT,
  look,
  mwg,
  named,
  NAMES,
  namesOn,
  portrait,
  stored,
  WIDTH,
} from './named-album.ts';

beforeAll(() => album.prepare());
beforeEach(() => album.begin());
afterEach(() => album.end());

test('Regions of the stored picture land on their faces in all eight orientations', { timeout: 240_000 }, async () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const file = join(album.photos, `turned${orientation}.jpg`);
    writeFileSync(file, await stored(orientation));
    const size: [number, number] = orientation >= 5 ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT];
    await exiftool(`-IFD0:Orientation#=${orientation}`, mwg(allNamed(orientation), size), file);
  }
  await album.scan();
  const report = await look('xmp');
  expect(report).toMatchObject({ photos: 8, turned: 0, disputed: 0, refused: 0, problemCount: 0 });
  for (const name of NAMES)
    expect(named(report, name), name).toMatchObject({ photos: 8, fits: 8, differs: 0, drawn: 0 });
  await apply('all');
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8])
    expect(await namesOn(`turned${orientation}.jpg`)).toEqual([...NAMES]);
});

test('Where a program wrote boxes for the upright picture into a turned one, they are turned, and that is said', async () => {
  const file = join(album.photos, 'confused.jpg');
  writeFileSync(file, await stored(6));
  await exiftool('-IFD0:Orientation#=6', mwg(allNamed(), [WIDTH, HEIGHT]), file);
  await album.scan();
  const report = await look();
  expect(report).toMatchObject({ turned: 1 });
  for (const name of NAMES) expect(named(report, name)).toMatchObject({ fits: 1, drawn: 0 });
  await apply();
  expect(await namesOn('confused.jpg')).toEqual([...NAMES]);
});

test('Each program’s own way of writing is read: Microsoft, ACDSee, IPTC, and a face that several write is one', async () => {
  const rectangle = ([x, y, w, h]: Box) => `${x}|, ${y}|, ${w}|, ${h}`;
  const boxes = album.seen as [Box, Box, Box];
  for (const name of ['microsoft.jpg', 'acdsee.jpg', 'iptc.jpg', 'all.jpg']) {
    writeFileSync(
      join(album.photos, name),
      await sharp(album.upright)
        .jpeg({ quality: 80 + name.length })
        .toBuffer(),
    );
  }
  const microsoft = `-XMP-MP:RegionInfoMP={Regions=[{PersonDisplayName=Anna,Rectangle=${rectangle(boxes[0])}}]}`;
  const iptc = (([x, y, w, h]) =>
    `-XMP-iptcExt:ImageRegion=[{Name=Ben,RegionBoundary={RbShape=rectangle,RbUnit=relative,RbX=${x},RbY=${y},RbW=${w},RbH=${h}}}]`)(
    boxes[1],
  );
  await exiftool(microsoft, join(album.photos, 'microsoft.jpg'));
  await exiftool(iptc, join(album.photos, 'iptc.jpg'));
  await exiftool(mwg(allNamed()), microsoft, iptc, '-XMP-iptcExt:PersonInImage=anna', join(album.photos, 'all.jpg'));
  // ExifTool writes no regions of ACDSee without a configuration of its own: these are as ACDSee writes them.
  writeFileSync(join(album.photos, 'acdsee.jpg.xmp'), acdseeSidecar('Özlem', boxes[2]));
  await album.scan();
  const report = await look();
  expect(report.disputed).toBe(0);
  expect(named(report, 'Anna')).toMatchObject({ photos: 2, fits: 2, drawn: 0, asked: 0, settled: 0 });
  expect(named(report, 'Ben')).toMatchObject({ photos: 2, fits: 2, drawn: 0 });
  expect(named(report, 'Özlem')).toMatchObject({ photos: 2, fits: 2, drawn: 0 });
});

test('Nameless boxes, pets, focus and bar codes become nobody', async () => {
  const file = join(album.photos, 'telephone.jpg');
  writeFileSync(file, album.upright);
  const [one, other, third] = album.seen as [Box, Box, Box];
  await exiftool(
    mwg([
      { box: one },
      { box: other, type: 'Pet', name: 'Rex' },
      { box: third, type: 'Focus', name: 'AF' },
      { box: [0.1, 0.1, 0.1, 0.1], type: 'BarCode', name: '4006381333931' },
      { box: third, name: '_UNKNOWN_' },
    ]),
    file,
  );
  await album.scan();
  expect(await look()).toMatchObject({ names: [], photos: 0, unnamed: 2 });
  expect(await apply()).toMatchObject({ people: 0, drawn: 0, action: null });
});

test('A box without a face becomes a drawn one, with its own picture; taken back it is gone, said again it is there', async () => {
  const file = join(album.photos, 'behind.jpg');
  writeFileSync(file, album.upright);
  await exiftool(mwg([...allNamed(), { name: 'Ghost', box: [0.01, 0.01, 0.08, 0.12] }]), file);
  await album.scan();
  expect(named(await look(), 'Ghost')).toMatchObject({ photos: 1, fits: 0, differs: 0, drawn: 1 });
  const before = readFileSync(file, 'hex');
  const { action, drawn } = await apply();
  expect(drawn).toBe(1);
  const ghost = (await facesOn('behind.jpg')).find(({ person }) => person?.name === 'Ghost');
  expect(ghost?.box.map(Math.round)).toEqual([9, 6, 72, 72]);
  expect((await album.library.media('face', ghost?.id ?? 0)).type).toBe('image/jpeg');
  const undone = await album.library.engine['history.undo']({ action: action ?? 0 });
  expect(undone.undone?.sentence.text).toBe('Brought 4 names along from other programs');
  expect(await namesOn('behind.jpg')).toEqual([null, null, null]);
  expect(await album.library.engine['names.get']({})).toMatchObject({ step: 'applied', isUndone: true });
  await album.library.engine['history.redo']({});
  expect(await namesOn('behind.jpg')).toEqual(['Ghost', ...NAMES].sort((a) => (a === 'Ghost' ? -1 : 0)));
  expect(readFileSync(file, 'hex')).toBe(before);
  // Once more there is nothing new.
  const again = await look();
  expect(again.names.map(({ isNew, known }) => [isNew, known])).toEqual([1, 2, 3, 4].map(() => [false, 1]));
  expect(await apply()).toMatchObject({ people: 0, action: null });
});

test('What the user said in Kindred stands: another name, and what is no face', async () => {
  const file = join(album.photos, 'known.jpg');
  writeFileSync(file, album.upright);
  await exiftool(mwg(allNamed()), file);
  await album.scan();
  const [left, middle] = (await facesOn('known.jpg')).sort((one, other) => one.box[0] - other.box[0]);
  await album.library.engine['people.name']({ person: left?.person?.id ?? 0, name: 'Carla', ifTaken: 'ask' });
  await album.library.engine['faces.reject']({ faces: [middle?.id ?? 0] });
  const report = await look();
  expect(report.refused).toBe(1);
  expect(named(report, 'Anna')).toMatchObject({ kept: 1, people: 0, isNew: false });
  await apply();
  expect(await namesOn('known.jpg')).toEqual(['Carla', 'Özlem']);
});

test('One name for two people of Kindred asks: first in the review, unless it is said that they are one', async () => {
  for (const [index, which] of [0, 0, 1, 1].entries()) {
    const file = join(album.photos, `${index}.jpg`);
    writeFileSync(file, await portrait(which, 1 + index / 50));
    await exiftool(mwg([{ name: index === 3 ? ' anna ' : 'Anna', box: [0.2, 0.15, 0.6, 0.7] }], [320, 320]), file);
  }
  await album.scan();
  const report = await look();
  expect(report.names).toHaveLength(1);
  expect(named(report, 'Anna')).toMatchObject({ photos: 4, people: 2 });
  const open = await apply();
  const people = async () =>
    (await album.library.engine['people.list']({ section: 'main', offset: 0, limit: 10 })).people.map(
      ({ name, photos: on }) => [name, on],
    );
  expect(await people()).toEqual([
    ['Anna', 2],
    ['Anna', 2],
  ]);
  await album.library.engine['history.undo']({ action: open.action ?? 0 });
  await look();
  const joined = await apply(['anna']);
  expect(joined).toMatchObject({ people: 1, joined: 1 });
  expect(await people()).toEqual([['Anna', 4]]);
  expect((await album.library.engine['learning.get']({})).lessons).toMatchObject([{ answer: 'same' }]);
  await album.library.engine['history.undo']({ action: joined.action ?? 0 });
  expect(await people()).toEqual([
    [null, 2],
    [null, 2],
  ]);
  expect((await album.library.engine['learning.get']({})).lessons).toEqual([]);
});

test('One name for two people on one photo joins nobody, which is said beforehand, also on the command line', async () => {
  writeFileSync(join(album.photos, 'both.jpg'), album.upright);
  for (const which of [0, 1]) {
    const file = join(album.photos, `${which}.jpg`);
    writeFileSync(file, await portrait(which));
    await exiftool(mwg([{ name: 'Anna', box: [0.2, 0.15, 0.6, 0.7] }], [320, 320]), file);
  }
  await album.scan();
  expect(named(await look(), 'Anna')).toMatchObject({ people: 2, mayBeOne: 0, together: 1, toldApart: 0 });
  expect(await apply('all')).toMatchObject({ joined: 0 });
  expect((await namesOn('both.jpg')).slice(0, 2)).toEqual(['Anna', 'Anna']);
  await album.library.engine['history.undo']({});
  await album.close();
  const { said, stderr } = kindred('import-names', album.photos, '--one', 'anna');
  expect(said).toMatchObject({ joined: 0 });
  expect(stderr).toContain('Anna: 1 person is on a photo together with another of that name, and stays apart.');
});

test('The same on the command line: shown with --dry-run, else brought along, and taken back by undo', async () => {
  const file = join(album.photos, 'known.jpg');
  writeFileSync(file, album.upright);
  await exiftool(mwg(allNamed()), file);
  await album.scan();
  await album.close();
  const shown = kindred('import-names', album.photos, '--from', 'xmp', '--dry-run');
  expect(shown).toMatchObject({
    status: 0,
    said: { place: album.photos, from: 'xmp', photos: 1, names: { length: 3 } },
  });
  expect(kindred('people', '--json').said.people.map(({ name }: { name: unknown }) => name)).toEqual([
    null,
    null,
    null,
  ]);
  const brought = kindred('import-names', album.photos);
  expect(brought).toMatchObject({ status: 0, said: { people: 3, faces: 3, drawn: 0, joined: 0, action: 1 } });
  const called = kindred('people', '--json').said.people.map(({ name }: { name: unknown }) => name);
  expect(called.sort()).toEqual([...NAMES]);
  expect(kindred('undo')).toMatchObject({ said: { undone: { sentence: { id: 'namesImported' } } } });
  expect(kindred('import-names', album.photos, '--from', 'memory')).toMatchObject({ status: 2 });
  expect(kindred('import-names')).toMatchObject({ status: 2 });
  expect(kindred('import-names', album.folder, '--from', 'picasa')).toMatchObject({ status: 0 });
  expect(kindred('import-names', join(album.folder, 'nowhere'))).toMatchObject({ status: 1 });
});

function kindred(...words: string[]) {
  const cli = [resource('app', 'cli.ts'), ...words, '--library', join(album.folder, 'library')];
  const { status, stdout, stderr } = spawnSync(process.execPath, cli, { encoding: 'utf8' });
  return { status, said: stdout === '' ? stderr : JSON.parse(stdout), stderr };
}

function acdseeSidecar(name: string, [x, y, w, h]: Box): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:acdsee-rs="http://ns.acdsee.com/regions/" xmlns:acdsee-stArea="http://ns.acdsee.com/sType/Area#"
      xmlns:acdsee-stDim="http://ns.acdsee.com/sType/Dimensions#">
    <acdsee-rs:Regions rdf:parseType="Resource">
     <acdsee-rs:AppliedToDimensions acdsee-stDim:w="${WIDTH}" acdsee-stDim:h="${HEIGHT}" acdsee-stDim:unit="pixel"/>
     <acdsee-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource">
       <acdsee-rs:Type>Face</acdsee-rs:Type><acdsee-rs:Name>${name}</acdsee-rs:Name><acdsee-rs:NameAssignType>manual</acdsee-rs:NameAssignType>
       <acdsee-rs:ALGArea acdsee-stArea:x="0.1" acdsee-stArea:y="0.1" acdsee-stArea:w="0.1" acdsee-stArea:h="0.1"/>
       <acdsee-rs:DLYArea acdsee-stArea:x="${x + w / 2}" acdsee-stArea:y="${y + h / 2}" acdsee-stArea:w="${w}" acdsee-stArea:h="${h}"/>
     </rdf:li></rdf:Bag></acdsee-rs:RegionList>
    </acdsee-rs:Regions></rdf:Description></rdf:RDF></x:xmpmeta>`;
}

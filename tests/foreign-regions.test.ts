// Who is on a photo in XMP, in all the ways in which programs write it: one face called Ada, at a known place.

import { afterAll, expect, test } from 'vitest';
import { evidenceOf } from '../app/names/evidence.ts';
import { isSaying } from '../app/names/marks.ts';
import { markingsIn } from '../app/names/xmp.ts';
import { picasaMarking, readPicasaIni } from '../app/names/picasa.ts';
import { startMetadataReader } from '../app/photos/exiftool.ts';
import { silentLog } from '../app/platform/log.ts';
import { FOREIGN_PLACES, FOREIGN_SIDECARS } from './foreign-sidecars.ts';

const reader = startMetadataReader({ log: silentLog });
afterAll(() => reader.close());

const ADA = FOREIGN_PLACES.ada;
const [LEFT, TOP, WIDE, HIGH] = ADA;
/** Of the picture, in pixels. */
const SIZE = { width: 900, height: 600 };
const [X, Y] = [LEFT + WIDE / 2, TOP + HIGH / 2];
const CENTRED = `stArea:x="${X}" stArea:y="${Y}" stArea:w="${WIDE}" stArea:h="${HIGH}"`;
const APPLIED = `<mwg-rs:AppliedToDimensions stDim:w="${SIZE.width}" stDim:h="${SIZE.height}" stDim:unit="pixel"/>`;
const NAME = '<mwg-rs:Name>Ada</mwg-rs:Name>';
const FACE = `${NAME}<mwg-rs:Type>Face</mwg-rs:Type>`;
const inPixels = `stArea:x="${X * 900}" stArea:y="${Y * 600}" stArea:w="${WIDE * 900}" stArea:h="${HIGH * 600}" stArea:unit="pixel"`;

const WITH_BOX: [how: string, xmp: string][] = [
  ['in nested descriptions, as Lightroom', FOREIGN_SIDECARS['lightroom'] ?? ''],
  ['in both lists, as digiKam', FOREIGN_SIDECARS['digikam'] ?? ''],
  ['element by element, as ExifTool', FOREIGN_SIDECARS['exiftool'] ?? ''],
  ['in attributes', xmp(mwg(`<mwg-rs:Area ${CENTRED} stArea:unit="normalized"/>${FACE}`))],
  ['without a unit', xmp(mwg(`<mwg-rs:Area ${CENTRED}/>${FACE}`))],
  ['in pixels', xmp(mwg(`<mwg-rs:Area ${inPixels}/>${FACE}`))],
  ['without the size of the picture', xmp(mwg(`<mwg-rs:Area ${CENTRED}/>${FACE}`, ''))],
  ['without a type', xmp(mwg(`<mwg-rs:Area ${CENTRED}/>${NAME}`))],
  ['with a turn and extensions', xmp(mwg(`<mwg-rs:Area ${CENTRED}/>${FACE}<mwg-rs:Rotation>0.1</mwg-rs:Rotation>`))],
  [
    'with the other namespace for sizes',
    xmp(mwg(`<mwg-rs:Area ${CENTRED}/>${FACE}`)).replace('/xap/1.0/sType/Dimensions', '/xmp/sType/Dimensions'),
  ],
  ['as Microsoft', xmp(microsoft(`MPReg:Rectangle="${ADA.join(', ')}"`))],
  ['as Microsoft, without blanks', xmp(microsoft(`MPReg:Rectangle="${ADA.join(',')}"`))],
  [
    'as Microsoft, with the commas of a country',
    xmp(microsoft(`MPReg:Rectangle="${ADA.join(', ').replaceAll('.', ',')}"`)),
  ],
  ['as Microsoft, with semicolons', xmp(microsoft(`MPReg:Rectangle="${ADA.join('; ').replaceAll('.', ',')}"`))],
  ['as ACDSee, by hand', xmp(acdsee(`<acdsee-rs:ALGArea ${acdseeArea(0.3)}/><acdsee-rs:DLYArea ${acdseeArea(0)}/>`))],
  ['as ACDSee, found by itself', xmp(acdsee(`<acdsee-rs:ALGArea ${acdseeArea(0)}/>`))],
  ['as IPTC, a rectangle', xmp(iptc(iptcFields({ rbX: LEFT, rbY: TOP, rbW: WIDE, rbH: HIGH })))],
  ['as IPTC, by its corners', xmp(iptc(corners()))],
];
test.each(WITH_BOX)('%s', async (_, text) => {
  const markings = await read(text);
  const marks = markings.flatMap((marking) => marking.marks).filter(({ name }) => name === 'Ada');
  expect(marks.length).toBeGreaterThan(0);
  for (const { box } of marks) box.forEach((side, index) => expect(side).toBeCloseTo(ADA[index] ?? NaN, 4));
  const face = {
    id: 1,
    person: null,
    name: null,
    isRejected: false,
    x: LEFT * 900,
    y: TOP * 600,
    w: WIDE * 900,
    h: HIGH * 600,
  };
  expect(evidenceOf({ photo: 1, size: SIZE, markings }, [face])).toMatchObject({
    placed: [{ name: 'Ada', fits: true }],
    drawn: [],
    somewhere: [],
    disputed: 0,
  });
});

test.each([
  [
    'of MWG',
    xmp(mwg(`<mwg-rs:Area stArea:x="${X}" stArea:y="${Y}" stArea:d="0.15" stArea:unit="normalized"/>${FACE}`)),
  ],
  ['of IPTC', xmp(iptc(iptcFields({ rbX: X, rbY: Y, rbRx: 0.05 }, 'circle')))],
])('A circle %s has its middle there', async (_, text) => {
  const [mark] = (await read(text)).flatMap(({ marks }) => marks);
  const [x = 0, y = 0, w = 0, h = 0] = mark?.box ?? [];
  expect([x + w / 2, y + h / 2, w]).toEqual([X, Y, 0.1].map((side) => expect.closeTo(side, 4)));
});

const area = (x: unknown, y: unknown, w: unknown, h: unknown) =>
  xmp(mwg(`<mwg-rs:Area stArea:x="${x}" stArea:y="${y}" stArea:w="${w}" stArea:h="${h}"/>${FACE}`));
const WITHOUT_BOX: [how: string, xmp: string][] = [
  ['a box of no size', area(X, Y, 0, 0)],
  ['a box of less than nothing', area(X, Y, -0.1, 0.1)],
  ['a box that is no number', area('NaN', Y, 0.1, 0.1)],
  ['a box beside the picture', area(1.2, Y, 0.1, 0.1)],
  ['a box over all of it', area(0.5, 0.5, 1, 1)],
  ['pixels of a picture whose size is not known', xmp(mwg(`<mwg-rs:Area ${inPixels}/>${FACE}`, ''))],
  ['a person without a rectangle, as Microsoft', xmp(microsoft(''))],
  ['pixels, as IPTC', xmp(iptc(iptcFields({ rbX: 90, rbY: 120, rbW: 90, rbH: 90 }, 'rectangle', 'pixel')))],
  ['PersonInImage', xmp(bag('Iptc4xmpExt:PersonInImage', 'Ada'))],
  [
    'PersonInImage with details',
    xmp(
      '<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:PersonName><rdf:Alt>' +
        '<rdf:li xml:lang="x-default">Ada</rdf:li></rdf:Alt></Iptc4xmpExt:PersonName></rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>',
    ),
  ],
  ['people of iView', xmp(bag('mediapro:People', 'Ada'))],
  ['people of Expression Media', xmp(bag('expressionmedia:People', 'Ada'))],
  [
    'a keyword of Lightroom below people',
    xmp(bag('lr:hierarchicalSubject', 'People|Family', 'People|Family|Ada', 'Places|Rome')),
  ],
  ['a tag of digiKam below people', xmp(bag('digiKam:TagsList', 'People/Ada', 'Places/Rome'))],
  ['a keyword of Windows below people', xmp(bag('MicrosoftPhoto:LastKeywordXMP', 'People/Ada', 'Rome'))],
  ['a set of iView below people', xmp(bag('mediapro:CatalogSets', 'People|Ada', 'Rome'))],
  ['a German keyword', xmp(bag('lr:hierarchicalSubject', 'Personen|Ada'))],
];
test.each(WITHOUT_BOX)('%s is a name, and no place', async (_, text) => {
  const markings = await read(text);
  expect(markings.flatMap(({ marks }) => marks)).toEqual([]);
  expect(markings.flatMap(({ names }) => names)).toEqual(['Ada']);
});

test.each([
  ['lr:hierarchicalSubject', 'People|Ada/Bea', 'Ada/Bea'],
  ['mediapro:CatalogSets', 'People|Ada/Bea', 'Ada/Bea'],
  ['digiKam:TagsList', 'People/Ada|Bea', 'Ada|Bea'],
  ['MicrosoftPhoto:LastKeywordXMP', 'People/Ada|Bea', 'Ada|Bea'],
])('A name in %s may hold the sign that stands between levels in other tags: %s', async (property, keyword, name) => {
  expect((await read(xmp(bag(property, keyword)))).flatMap(({ names }) => names)).toEqual([name]);
});

test.each([
  ['a plain keyword', xmp(bag('dc:subject', 'Ada'))],
  ['Picasa’s word for nobody', xmp(microsoft('MPReg:Rectangle="0.1, 0.2, 0.1, 0.15"', 'ffffffffffffffff'))],
  ['a pet', xmp(mwg(`<mwg-rs:Area ${CENTRED}/>${NAME}<mwg-rs:Type>Pet</mwg-rs:Type>`))],
  ['a thing, as IPTC', xmp(iptc(`${iptcFields({ rbX: LEFT, rbY: TOP, rbW: WIDE, rbH: HIGH })}${iptcKind('product')}`))],
])('%s is no person', async (_, text) => {
  const said = (await read(text)).flatMap(({ marks, names }) => [...marks.map(({ name }) => name), ...names]);
  expect(said.filter((name) => name !== null)).toEqual([]);
});

test('Where a picture was cropped since, the name counts and the place does not', async () => {
  const markings = await read(xmp(mwg(`<mwg-rs:Area ${CENTRED}/>${FACE}`)));
  const evidence = evidenceOf({ photo: 1, size: { width: 500, height: 500 }, markings }, []);
  expect(evidence).toMatchObject({ placed: [], drawn: [], somewhere: ['Ada'] });
});

test('A box over the edge is cut off by it', async () => {
  const [mark] = (await read(area(0.02, 0.5, 0.1, 0.2))).flatMap(({ marks }) => marks);
  expect(mark?.box).toEqual([0, 0.4, 0.07, 0.2].map((side) => expect.closeTo(side, 6)));
});

test('Names that were written as HTML are read as what they mean', async () => {
  const [mark] = (
    await read(xmp(mwg(`<mwg-rs:Area ${CENTRED}/>${FACE}`).replace('Ada', 'Ada &amp;amp; Co &amp;#233;')))
  ).flatMap(({ marks }) => marks);
  expect(mark?.name).toBe('Ada & Co é');
});

test('Picasa writes the boxes of raw files upright, and its older versions names in the code page of Windows', () => {
  const ini = Buffer.from(
    '[Contacts2]\r\n1f=Zo\xeb;;\r\n[IMG_1.NEF]\r\nfaces=rect64(199933334ccc6666),1f\r\n[img_1.jpg]\r\nfaces=rect64(199933334ccc6666),1f\r\n',
    'latin1',
  );
  const folder = readPicasaIni(ini);
  const marking = (name: string) => picasaMarking(folder, name, [folder.contacts], { rank: 0, orientation: 6 });
  expect(marking('IMG_1.NEF')).toMatchObject({ orientation: 1, marks: [{ name: 'Zoë' }] });
  expect(marking('IMG_1.JPG')).toMatchObject({ orientation: 6, marks: [{ name: 'Zoë' }] });
  expect(marking('IMG_1.JPG').marks[0]?.box).toEqual([0.1, 0.2, 0.2, 0.2].map((side) => expect.closeTo(side, 4)));
});

async function read(text: string) {
  const reading = await reader.readSidecar(Buffer.from(text), 'people');
  expect(reading?.problem).toBeNull();
  return markingsIn(reading?.tags ?? {}, { rank: 0, orientation: 1 }).filter(isSaying);
}

function xmp(body: string): string {
  const namespaces = {
    'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
    stArea: 'http://ns.adobe.com/xmp/sType/Area#',
    stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
    MP: 'http://ns.microsoft.com/photo/1.2/',
    MPRI: 'http://ns.microsoft.com/photo/1.2/t/RegionInfo#',
    MPReg: 'http://ns.microsoft.com/photo/1.2/t/Region#',
    MicrosoftPhoto: 'http://ns.microsoft.com/photo/1.0/',
    'acdsee-rs': 'http://ns.acdsee.com/regions/',
    'acdsee-stArea': 'http://ns.acdsee.com/sType/Area#',
    Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
    mediapro: 'http://ns.iview-multimedia.com/mediapro/1.0/',
    expressionmedia: 'http://ns.microsoft.com/expressionmedia/1.0/',
    lr: 'http://ns.adobe.com/lightroom/1.0/',
    digiKam: 'http://www.digikam.org/ns/1.0/',
    dc: 'http://purl.org/dc/elements/1.1/',
  };
  const declared = Object.entries(namespaces).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    `<rdf:Description rdf:about="" ${declared.join(' ')}>${body}</rdf:Description></rdf:RDF></x:xmpmeta>`
  );
}

function mwg(region: string, applied = APPLIED): string {
  return (
    `<mwg-rs:Regions rdf:parseType="Resource">${applied}<mwg-rs:RegionList><rdf:Bag>` +
    `<rdf:li rdf:parseType="Resource">${region}</rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`
  );
}

function microsoft(rectangle: string, name = 'Ada'): string {
  return (
    '<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag>' +
    `<rdf:li MPReg:PersonDisplayName="${name}" ${rectangle}/></rdf:Bag></MPRI:Regions></MP:RegionInfo>`
  );
}

function acdsee(areas: string): string {
  return (
    '<acdsee-rs:Regions rdf:parseType="Resource"><acdsee-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource">' +
    `${areas}<acdsee-rs:Name>Ada</acdsee-rs:Name><acdsee-rs:Type>Face</acdsee-rs:Type></rdf:li></rdf:Bag></acdsee-rs:RegionList></acdsee-rs:Regions>`
  );
}

/** @param off to the right */
function acdseeArea(off: number): string {
  return `acdsee-stArea:x="${X + off}" acdsee-stArea:y="${Y}" acdsee-stArea:w="${WIDE}" acdsee-stArea:h="${HIGH}"`;
}

function iptc(region: string): string {
  return (
    '<Iptc4xmpExt:ImageRegion><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:Name><rdf:Alt>' +
    `<rdf:li xml:lang="x-default">Ada</rdf:li></rdf:Alt></Iptc4xmpExt:Name>${region}</rdf:li></rdf:Bag></Iptc4xmpExt:ImageRegion>`
  );
}

function iptcFields(fields: Record<string, number>, shape = 'rectangle', unit = 'relative'): string {
  const all = Object.entries({ rbShape: shape, rbUnit: unit, ...fields });
  const elements = all.map(([key, value]) => `<Iptc4xmpExt:${key}>${value}</Iptc4xmpExt:${key}>`);
  return `<Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">${elements.join('')}</Iptc4xmpExt:RegionBoundary>`;
}

function corners(): string {
  const places = [
    [LEFT, TOP],
    [LEFT + WIDE, TOP],
    [LEFT + WIDE, TOP + HIGH],
    [LEFT, TOP + HIGH],
  ];
  const items = places.map(
    ([x, y]) =>
      `<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:rbX>${x}</Iptc4xmpExt:rbX><Iptc4xmpExt:rbY>${y}</Iptc4xmpExt:rbY></rdf:li>`,
  );
  return (
    '<Iptc4xmpExt:RegionBoundary rdf:parseType="Resource"><Iptc4xmpExt:rbShape>polygon</Iptc4xmpExt:rbShape>' +
    `<Iptc4xmpExt:rbUnit>relative</Iptc4xmpExt:rbUnit><Iptc4xmpExt:rbVertices><rdf:Seq>${items.join('')}</rdf:Seq></Iptc4xmpExt:rbVertices></Iptc4xmpExt:RegionBoundary>`
  );
}

function iptcKind(kind: string): string {
  return (
    '<Iptc4xmpExt:rCtype><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:Name><rdf:Alt>' +
    `<rdf:li xml:lang="x-default">${kind}</rdf:li></rdf:Alt></Iptc4xmpExt:Name></rdf:li></rdf:Bag></Iptc4xmpExt:rCtype>`
  );
}

function bag(property: string, ...items: string[]): string {
  return `<${property}><rdf:Bag>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:Bag></${property}>`;
}

// What names do to the text of a sidecar: they are put in and taken out again, and every other character stays.

import { expect, test } from 'vitest';
import { storedBox, uprightBox, ORIENTATIONS } from '../app/vision/orientation.ts';
import { saidNames, saidProperties } from '../app/names/said-names.ts';
import { mergedNames, OtherFrameError, type SaidNames, sidecarSaying } from '../app/names/sidecar-names.ts';
import type { NamedRegion } from '../app/names/sidecar-regions.ts';
import { XmpError } from '../app/names/xmp-document.ts';
import { FOREIGN_PLACES, FOREIGN_SIDECARS } from './foreign-sidecars.ts';

const SIZE = { width: 900, height: 600 };
const { ada, free } = FOREIGN_PLACES;
const said = (...regions: NamedRegion[]): SaidNames => ({ size: SIZE, regions, properties: {} });
const ben: NamedRegion = { name: 'Ben <b> & "Co"', box: free };
const others = Object.entries(FOREIGN_SIDECARS);

test.each(others)(
  '%s: a name is put in, said again it changes nothing, and taken away every byte is as it was',
  (_, text) => {
    const first = sidecarSaying(text, null, said(ben));
    expect(first.text).not.toBe(text);
    for (const piece of piecesOf(text)) expect(first.text).toContain(piece);
    expect(first.text).toContain('Ben &lt;b&gt; &amp; &quot;Co&quot;');
    const again = sidecarSaying(first.text, first.written, said(ben));
    expect(again).toEqual(first);
    expect(sidecarSaying(first.text, first.written, null)).toEqual({ text, written: null });
  },
);

test.each(others)('%s: of two names one goes, and what is left is as if it had never been there', (_, text) => {
  const cleo: NamedRegion = { name: 'Cleo', box: [0.3, 0.6, 0.1, 0.15] };
  const both = sidecarSaying(text, null, said(ben, cleo));
  expect(sidecarSaying(both.text, both.written, said(ben)).text).toBe(sidecarSaying(text, null, said(ben)).text);
});

test.each(['lightroom', 'digikam', 'exiftool'])(
  '%s: a face that it names so already is not written twice',
  (program) => {
    const text = FOREIGN_SIDECARS[program] ?? '';
    const { text: now, written } = sidecarSaying(text, null, said({ name: 'ada', box: ada }));
    expect(written).toMatchObject({ mwg: [], renamed: [] });
    expect(now?.match(/Name(?:="|>)ada/gi)?.length).toBe(program === 'digikam' ? 2 : now === text ? 1 : 2);
    expect(sidecarSaying(now, written, null).text).toBe(text);
  },
);

test.each(['lightroom', 'digikam', 'exiftool'])(
  '%s: a face that got another name in Kindred is called so, and back again',
  (program) => {
    const text = FOREIGN_SIDECARS[program] ?? '';
    const { text: now, written } = sidecarSaying(text, null, said({ name: 'Ada Lovelace', box: ada }));
    expect(written?.renamed[0]).toMatchObject({ from: 'Ada', name: 'Ada Lovelace' });
    expect(now).toMatch(/Name(?:="|>)Ada Lovelace/);
    const once = sidecarSaying(now, written, said({ name: 'Countess Ada', box: ada }));
    expect(once.text).not.toContain('Ada Lovelace');
    expect(sidecarSaying(once.text, once.written, null).text).toBe(text);
  },
);

test('Ours stand before those of other programs, as digiKam ends at the first one without a name', () => {
  const { text } = sidecarSaying(FOREIGN_SIDECARS['digikam'] ?? '', null, said(ben));
  expect(text?.indexOf('Ben')).toBeLessThan(text?.indexOf('>Ada<') ?? 0);
});

test('A new sidecar goes with the last name, unless another program wrote something into it meanwhile', () => {
  const made = sidecarSaying(null, null, said(ben));
  expect(made.written?.isNewFile).toBe(true);
  expect(sidecarSaying(made.text, made.written, null)).toEqual({ text: null, written: null });
  expect(sidecarSaying(made.text, made.written, said())).toEqual({ text: null, written: null });
  const rated = made.text?.replace(
    '</rdf:RDF>',
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5"/></rdf:RDF>',
  );
  const left = sidecarSaying(rated ?? '', made.written, null).text;
  expect(left).toContain('xmp:Rating="5"');
  expect(left).not.toContain('Ben');
  expect(left).not.toContain('mwg-rs:Regions');
});

test('Rewritten by another program, with numbers rounded and other prefixes, what is ours is still known', () => {
  const { text, written } = sidecarSaying(null, null, said({ name: 'Ben', box: [0.123456, 0.2, 0.1, 0.15] }));
  const rewritten = text
    ?.replaceAll('mwg-rs:', 'q:')
    .replace('xmlns:mwg-rs', 'xmlns:q')
    .replaceAll('0.173456', '0.1735');
  expect(sidecarSaying(rewritten ?? '', written, null).text).toBeNull();
});

test('After a crash, whichever of two versions stands there is known', () => {
  const before = sidecarSaying(FOREIGN_SIDECARS['lightroom'] ?? '', null, said({ name: 'Ann', box: free }));
  const now = sidecarSaying(before.text, before.written, said({ name: 'Anna', box: free }));
  const either = mergedNames(before.written, now.written);
  for (const { text } of [before, now]) {
    expect(sidecarSaying(text, either, said({ name: 'Anna', box: free })).text).toBe(now.text);
    expect(sidecarSaying(text, either, null).text).toBe(FOREIGN_SIDECARS['lightroom']);
  }
});

test.each([
  ['it is cut off', (text: string) => text.slice(0, text.length / 2)],
  ['an entity of its own', (text: string) => text.replace('Zürich', '&zurich;')],
  ['no XMP', () => '<html><body>503</body></html>'],
  ['nothing', () => ''],
  ['nested too deeply', () => `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
  ['two lists of regions', (text: string) => text.replace('</rdf:RDF>', `${descriptionIn(text)}</rdf:RDF>`)],
])('A sidecar that cannot be understood is left alone: %s', (_, broken) => {
  expect(() => sidecarSaying(broken(FOREIGN_SIDECARS['lightroom'] ?? ''), null, said(ben))).toThrow(XmpError);
});

test('Where another program’s regions lie on a picture of another shape, none are put beside them', () => {
  const turned = FOREIGN_SIDECARS['lightroom']?.replace('stDim:w="900" stDim:h="600"', 'stDim:w="600" stDim:h="900"');
  expect(() => sidecarSaying(turned ?? '', null, said(ben))).toThrow(OtherFrameError);
});

test('Stored and upright boxes are each other’s inverse in all eight orientations', () => {
  for (const orientation of ORIENTATIONS) {
    const [x, y, w, h] = uprightBox(storedBox([0.1, 0.2, 0.3, 0.15], orientation), orientation);
    expect([x, y, w, h].map((value) => Number(value.toFixed(9)))).toEqual([0.1, 0.2, 0.3, 0.15]);
  }
});

test('Boxes are cut off at the edge, and names lose what no XML file may hold', () => {
  const { size, regions } = saidNames(
    { width: 100, height: 200 },
    6,
    [
      { name: 'A\u0000B\uD800', x: -10, y: 20, w: 30, h: 40 },
      { name: '\uFFFF', x: 0, y: 0, w: 10, h: 10 },
    ],
    { taken: null, offset: null, title: null },
  );
  expect(size).toEqual({ width: 200, height: 100 });
  expect(regions.map(({ name, box }) => [name, ...box.map((side) => side.toFixed(6))])).toEqual([
    ['AB', '0.100000', '0.800000', '0.200000', '0.200000'],
  ]);
});

/** Every line: what is put in stands between them. */
function piecesOf(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => line.split(/(?<=<rdf:Bag>)|(?=<\/rdf:RDF>)/));
}

function descriptionIn(text: string): string {
  return /<rdf:Description rdf:about[\s\S]*<\/rdf:Description>/.exec(text)?.[0] ?? '';
}

test.each(others)('Into a sidecar of %s a date and a title are put, and taken out again byte for byte', (_, before) => {
  const properties = saidProperties({ taken: '1985-08', offset: '+02:00', title: 'Anna & "Ben" <Urlaub>' });
  expect(properties).toMatchObject({ taken: '1985-08', created: '1985-08' });
  const put = sidecarSaying(before, null, { size: SIZE, regions: [], properties });
  expect(put.text).toContain('1985-08');
  expect(put.text).toContain('Anna &amp; &quot;Ben&quot; &lt;Urlaub&gt;');
  expect(put.text).not.toContain('PersonInImage><rdf:Bag></rdf:Bag>');
  // Said once more it stays as it is; said otherwise it changes; with names both are there, and all of it goes again.
  expect(sidecarSaying(put.text, put.written, { size: SIZE, regions: [], properties }).text).toBe(put.text);
  const other = sidecarSaying(put.text, put.written, {
    ...said(ben),
    properties: saidProperties({ taken: '2012-07-04T12:30', offset: '+02:00', title: null }),
  });
  expect(other.text).toContain('2012-07-04T12:30+02:00');
  expect(other.text).not.toContain('Urlaub');
  expect(sidecarSaying(other.text, other.written, null)).toEqual({ text: before, written: null });
  // After a crash either may stand there.
  for (const text of [put.text, other.text]) {
    expect(sidecarSaying(text, mergedNames(put.written, other.written), null).text).toBe(before);
  }
});

test('Where another program said a date or a title, or changed ours, its own word comes back or stays', () => {
  const theirs = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal='2001-02-03T04:05:06'
   xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="de">Der &#x48;of</rdf:li><rdf:li
   xml:lang="x-default">Tom &quot;&apos;'s</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const properties = saidProperties({ taken: '1999', offset: null, title: 'Mine' });
  const put = sidecarSaying(theirs, null, { size: SIZE, regions: [], properties });
  expect(put.written?.properties.map(({ name, from }) => [name, from?.text])).toEqual([
    ['taken', '2001-02-03T04:05:06'],
    ['created', undefined],
    ['title', "Tom \"''s"],
  ]);
  expect(put.text).toContain('Der &#x48;of');
  expect(sidecarSaying(put.text, put.written, null).text).toBe(theirs);
  const changed = put.text?.replace('>Mine<', '>Hers<') ?? '';
  expect(sidecarSaying(changed, put.written, null).text).toBe(theirs.replace(/Tom [^<]*/, 'Hers'));
});

/** As Exiv2 writes a file anew, for darktable and digiKam: simple properties in the tag; darktable leaves a date's zone out. */
const anew = (more = '', date = '1999:01:02 03:04:05.000') =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
   rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
   xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" exif:DateTimeOriginal="${date}"
   photoshop:DateCreated="1999-01-02T03:04:05+01:00"${more}><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Mine</rdf:li></rdf:Alt></dc:title>
   </rdf:Description></rdf:RDF></x:xmpmeta>`;
const MINE = saidProperties({ taken: '1999-01-02T03:04:05', offset: '+01:00', title: 'Mine' });

test('A date and a title that another program wrote anew are still Kindred’s, and go again', () => {
  const { written } = sidecarSaying(null, null, { size: SIZE, regions: [], properties: MINE });
  expect(sidecarSaying(anew(), written, null)).toEqual({ text: null, written: null });
  const left = sidecarSaying(anew(' xmp:Rating="1"'), written, null).text ?? '';
  expect(left).toContain('xmp:Rating="1"');
  for (const gone of ['DateTimeOriginal=', 'DateCreated=', '<dc:title']) expect(left).not.toContain(gone);
  const said =
    sidecarSaying(anew(' xmp:Rating="1"'), written, { size: SIZE, regions: [], properties: MINE }).text ?? '';
  expect(said.match(/DateTimeOriginal/g)).toHaveLength(2); // an element, from its beginning to its end
  expect(said).toContain('1999-01-02T03:04:05+01:00</exif:DateTimeOriginal>');
  const other = sidecarSaying(anew('', '2001:02:03 04:05:06.000'), written, null).text ?? '';
  expect(other).toContain('exif:DateTimeOriginal="2001:02:03 04:05:06.000"');
  expect(other).not.toContain('DateCreated=');
});

test('What stood in an element before, and a program wrote into the tag since, comes back there', () => {
  const theirs = FOREIGN_SIDECARS['empty']?.replace(
    '></rdf:RDF>',
    `><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/"><exif:DateTimeOriginal>2001-02-03</exif:DateTimeOriginal></rdf:Description></rdf:RDF>`,
  );
  const { written } = sidecarSaying(theirs ?? '', null, { size: SIZE, regions: [], properties: MINE });
  expect(written?.properties[0]).toMatchObject({ name: 'taken', from: { text: '2001-02-03' } });
  const back = sidecarSaying(anew(' xmp:Rating="1"'), written, null).text ?? '';
  expect(back).toContain('exif:DateTimeOriginal="2001-02-03"');
  expect(back).not.toContain('1999-01');
});

// What lies beside a photo, or in it, may be anything: the engine goes on answering, reads the photo, and ends when told.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { silentLog } from '../app/platform/log.ts';
import { photoBounds } from '../app/platform/photo-bounds.ts';
import { type MetadataReader, startMetadataReader } from '../app/photos/exiftool.ts';
import { MOST_SIDECAR_BYTES, readSidecar } from '../app/photos/sidecar.ts';
import { firstReachable } from '../app/platform/reachable.ts';
import { resource } from '../app/platform/resources.ts';
import { withText } from './png-text.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/** A slow machine may take this long for anything; the engine that waits for a file takes for ever. */
const TEST_TIMEOUT_MS = 60_000;
const MOST_MS_AN_ANSWER = 2000;

let folder: string;
const servers: ServerProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-hostile-metadata-'));
});
afterAll(() => {
  for (const { child } of servers) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const UNCLOSED = `${start()}${'<dc:title '.repeat(30_000)}`;

/** What is put beside or into five photos. */
const ATTACKS: [what: string, attack: (photo: string) => Promise<void> | void][] = [
  ['pipes named as sidecars', (photo) => void spawnSync('mkfifo', [`${photo}.xmp`])],
  ['sidecars of 300 KB that never close a tag', (photo) => writeFileSync(`${photo}.xmp`, UNCLOSED)],
  ['the same inside PNGs', (photo) => writeFileSync(photo, withXmp(readFileSync(photo), UNCLOSED))],
  ['sidecars that lead to an endless file', (photo) => symlinkSync('/dev/zero', `${photo}.xmp`)],
  ['sidecars that lead to each other', (photo) => symlinkSync(`${photo}.xmp`, `${photo}.xmp`)],
  ['sidecars of 40 MB', (photo) => writeFileSync(`${photo}.xmp`, Buffer.alloc(40 * 1024 * 1024, ' '))],
  ['entities within entities', (photo) => writeFileSync(`${photo}.xmp`, entities())],
  ['10,000 regions with markup in their names', (photo) => writeFileSync(`${photo}.xmp`, regions(10_000))],
  ['packets that inflate to 200 MB', (photo) => writeFileSync(photo, withPackedXmp(readFileSync(photo), 200e6))],
];

describe.skipIf(process.platform === 'win32')('The running engine', () => {
  test.each(ATTACKS)('%s', { timeout: 2 * TEST_TIMEOUT_MS }, async (what, attack) => {
    const photos = join(folder, what);
    mkdirSync(photos);
    for (let index = 1; index <= 5; index++) {
      const photo = join(photos, `${index}.png`);
      await sharp({ create: { width: 60 + index, height: 60, channels: 3, background: '#8ab' } })
        .png()
        .toFile(photo);
      await attack(photo);
    }
    const engine = await startServerProcess(join(folder, `library of ${what}`));
    servers.push(engine);
    await engine.call('folders.add', { path: photos });
    await vi.waitFor(
      async () => {
        const began = performance.now();
        const { photos } = await engine.call('library.status', {});
        expect(performance.now() - began).toBeLessThan(MOST_MS_AN_ANSWER);
        expect(photos).toMatchObject({ done: 5, waiting: 0, failed: 0 });
      },
      { timeout: TEST_TIMEOUT_MS, interval: 50 },
    );
    const { total } = await engine.call('photos.list', {});
    expect(total).toBe(5);
    const { status, milliseconds } = await engine.end();
    expect(status).toBe(0);
    expect(milliseconds).toBeLessThan(5000);
  });
});

describe.skipIf(process.platform === 'win32')('The reader', () => {
  test('A sidecar is a plain file of a bounded size, or nothing', async () => {
    const pipe = join(folder, 'pipe.xmp');
    spawnSync('mkfifo', [pipe]);
    const bounds = photoBounds(join(folder, 'library'), undefined);
    expect(await readSidecar(pipe, bounds)).toEqual({ kind: 'none' });
    expect(await readSidecar('/dev/zero', bounds)).toEqual({ kind: 'none' });
    expect(await readSidecar(folder, bounds)).toEqual({ kind: 'none' });
    expect(await readSidecar(join(folder, 'nowhere.xmp'), bounds)).toEqual({ kind: 'none' });
    const large = join(folder, 'large.xmp');
    writeFileSync(large, Buffer.alloc(MOST_SIDECAR_BYTES + 1));
    expect(await readSidecar(large, bounds)).toEqual({ kind: 'tooLarge' });
    const inside = join(folder, 'inside');
    mkdirSync(inside, { recursive: true });
    symlinkSync(large, join(inside, 'out.xmp'));
    expect(await readSidecar(join(inside, 'out.xmp'), photoBounds(join(folder, 'library'), inside))).toEqual({
      kind: 'none',
    });
  });

  test(
    'A sidecar of nothing but namespaces is damaged, and takes no time; that of 600 faces, each with its own, is read',
    async () => {
      const reader = startMetadataReader({ log: silentLog });
      const names = (count: number) =>
        Array.from({ length: count }, (_, index) => `xmlns:a${index}="http://a/${index}"`);
      const { tags, problem } = (await reader.readSidecar(Buffer.from(titled(names(24_000).join(' '), '')))) ?? {};
      expect([tags, problem?.id]).toEqual([{}, 'xmpDamaged']);
      const faces = Array.from({ length: 600 }, (_, index) => {
        const spaces =
          'xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#" xmlns:dc="http://purl.org/dc/elements/1.1/"';
        return `<rdf:li><rdf:Description ${spaces} MPReg:PersonDisplayName="Face ${index}"/></rdf:li>`;
      });
      const read = await reader.readSidecar(Buffer.from(titled('', faces.join(''))));
      expect([read?.tags['XMP:XMP-dc:Title'], read?.problem]).toEqual(['Faces', null]);
      await reader.close();
    },
    TEST_TIMEOUT_MS,
  );

  test('A pipe in the place of a photo is passed over', async () => {
    const pipe = join(folder, 'instead.jpg');
    spawnSync('mkfifo', [pipe]);
    const photo = resource('tests', 'fixtures', 'metadata', 'd01_zeros.jpg');
    expect(await firstReachable([pipe, photo])).toBe(photo);
  });

  test('A file that hangs it is given up with a sentence, and the next one is read', async () => {
    const reader = startMetadataReader({ log: silentLog, limit: 1000 });
    const pipe = join(folder, 'pipe.jpg');
    spawnSync('mkfifo', [pipe]);
    expect((await reader.readPhoto(pipe))?.problem?.id).toBe('metadataTime');
    await expectReading(reader);
    await reader.close();
  });

  test.skipIf(process.platform !== 'linux')('A file that takes its memory is given up with a sentence', async () => {
    const reader = startMetadataReader({ log: silentLog, mostMemory: 150_000_000 });
    const greedy = join(folder, 'greedy.png');
    const plain = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#8ab' } })
      .png()
      .toBuffer();
    writeFileSync(greedy, withPackedXmp(plain, 400e6));
    expect((await reader.readPhoto(greedy))?.problem?.id).toBe('metadataCrash');
    await expectReading(reader);
    await reader.close();
  });

  test('A name is a name, whatever stands in it', async () => {
    const reader = startMetadataReader({ log: silentLog });
    const original = readFileSync(resource('tests', 'fixtures', 'metadata', 'e07_xptitle.jpg'));
    const names = [
      '-ver',
      'two\nlines.jpg',
      '-execute\n-ver\n.jpg',
      '#comment.jpg',
      ' |cat.jpg',
      '$(id).jpg',
      '%d.jpg',
    ];
    for (const name of names) {
      const photo = join(folder, name);
      writeFileSync(photo, original);
      expect((await reader.readPhoto(photo))?.tags, name).toMatchObject({ 'EXIF:IFD0:XPTitle': 'Grüße' });
    }
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('kindred-metadata-'));
    await reader.close();
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('kindred-metadata-')).length).toBeLessThan(
      before.length,
    );
  });
});

async function expectReading(reader: MetadataReader): Promise<void> {
  const read = await reader.readPhoto(resource('tests', 'fixtures', 'metadata', 'd18_umlaut_description.jpg'));
  expect(read).toMatchObject({ problem: null, tags: { 'EXIF:IFD0:ImageDescription': 'Grüße aus München' } });
}

/** As `npm start` does on a machine without a screen. */
function start(): string {
  return (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"' +
    ' xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#">'
  );
}

const END = '</rdf:Description></rdf:RDF></x:xmpmeta>';

function entities(): string {
  const names = 'abcdefghij';
  const declared = [...names]
    .map((name, index) => `<!ENTITY ${name} "${index === 0 ? 'ha' : `&${names[index - 1]};`.repeat(10)}">`)
    .join('');
  return `<?xml version="1.0"?><!DOCTYPE x [${declared}]>${start()}<dc:title><rdf:Alt><rdf:li>&j;</rdf:li></rdf:Alt></dc:title>${END}`;
}

function regions(count: number): string {
  const region = (index: number) =>
    `<rdf:li rdf:parseType="Resource"><mwg-rs:Name>&lt;script&gt;${index}</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type>` +
    `<mwg-rs:Area stArea:x="0.5" stArea:y="0.5" stArea:w="0.1" stArea:h="0.1" stArea:unit="normalized"/></rdf:li>`;
  const list = Array.from({ length: count }, (_, index) => region(index)).join('');
  return `${start()}<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>${list}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>${END}`;
}

function withXmp(png: Buffer, text: string): Buffer {
  return withText(png, 'iTXt', 'XML:com.adobe.xmp\0\0\0\0\0', Buffer.from(text));
}

/** An XMP packet of so many bytes, which takes few while it is packed. */
function withPackedXmp(png: Buffer, bytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(bytes, ' '), { level: 1 });
  return withText(png, 'iTXt', 'XML:com.adobe.xmp\0\u0001\0\0\0', packed);
}

/** @param faces items of the list of Microsoft's regions */
function titled(declarations: string, faces: string): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:MP="http://ns.microsoft.com/photo/1.2/"
      xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#" ${declarations}>
    <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Faces</rdf:li></rdf:Alt></dc:title>
    <MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag>${faces}</rdf:Bag></MPRI:Regions></MP:RegionInfo>
    </rdf:Description></rdf:RDF></x:xmpmeta>`;
}

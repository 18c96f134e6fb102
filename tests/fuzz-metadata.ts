// `npm run fuzz:metadata [-- BLOCKS [SEED]]`: damaged metadata in sound photos and sidecars; each must end as read, or in a sentence.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { ExifTool, type WriteTags } from 'exiftool-vendored';
import sharp from 'sharp';
import { startMetadataReader } from '../app/photos/exiftool.ts';
import { weigh } from '../app/photos/metadata.ts';
import { factsOf, factsOfSidecar, parseFacts } from '../app/photos/photo-facts.ts';
import { resource } from '../app/platform/resources.ts';
import { countProcessorTime } from './bench/processor-time.ts';
import { seeded } from './seeded-random.ts';

/** As much as is promised for one photo, on a machine that has nothing else to do: processor time, where it has. */
const MOST_MS = 1000;

type Random = () => number;

process.exitCode = await main(Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 1));

async function main(count: number, seed: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-fuzz-metadata-'));
  const reader = startMetadataReader({ log: () => undefined });
  const summary = { blocks: count, seed, read: 0, withSentence: 0, wrong: 0, slow: 0, slowestMs: 0 };
  try {
    const originals = await writeOriginals(folder);
    const random = seeded(seed).next;
    await reader.readPhoto(originals[0] ?? ''); // the first one waits for the process to start
    for (let index = 0; index < count; index++) {
      const original = originals[index % originals.length] ?? '';
      const path = join(folder, `damaged${extname(original)}`);
      const bytes = damage(readFileSync(original), random);
      writeFileSync(path, bytes);
      const isSidecar = extname(path) === '.xmp';
      const read = () => (isSidecar ? reader.readSidecar(bytes) : reader.readPhoto(path));
      let [reading, milliseconds] = await timed(read);
      // Now and then a process is started anew, and other programs are busy: what is slow by itself is slow again.
      if (milliseconds > MOST_MS) {
        const processorTime = countProcessorTime();
        [reading, milliseconds] = await timed(read);
        milliseconds = processorTime().get('ExifTool') ?? milliseconds;
      }
      if (!reading) throw new Error('This machine has no Perl.');
      const facts = (isSidecar ? factsOfSidecar : factsOf)(reading.tags);
      const said = weigh(facts, null, 'photo.jpg', Date.UTC(2020, 1, 3));
      // What is kept is read again, and every photo has a date to stand at.
      const isSound = parseFacts(JSON.stringify(facts)) !== undefined && /^\d{4}-\d\d-\d\dT/.test(said.takenAt);
      if (!isSound) summary.wrong++;
      if (reading.problem) summary.withSentence++;
      else summary.read++;
      if (milliseconds > MOST_MS) summary.slow++;
      summary.slowestMs = Math.max(summary.slowestMs, Math.round(milliseconds));
    }
  } finally {
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  return summary.wrong > 0 || summary.slow > 0 ? 1 : 0;
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const began = performance.now();
  const result = await work();
  return [result, performance.now() - began];
}

/** Small photos, so that most of each is metadata: of every kind, in every format that can hold it, and a sidecar. */
async function writeOriginals(folder: string): Promise<string[]> {
  const exiftool = new ExifTool({ maxProcs: 1 });
  const tags = {
    'ExifIFD:DateTimeOriginal': '2012:07:04 12:30:45',
    'ExifIFD:OffsetTimeOriginal': '+02:00',
    'IFD0:Make': 'Canon',
    'IFD0:Model': 'Canon EOS 5D',
    'IFD0:XPTitle': 'Grüße',
    'GPS:GPSLatitude': 52.5,
    'GPS:GPSLatitudeRef': 'N',
    'GPS:GPSLongitude': 13.4,
    'GPS:GPSLongitudeRef': 'E',
    'XMP-dc:Title': 'Am See',
    'XMP-dc:Subject': ['See', 'Anna'],
    'XMP-xmp:Rating': 4,
    'XMP-photoshop:DateCreated': '1962:08:15',
  };
  const written: string[] = [];
  for (const format of ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const) {
    const path = join(folder, `original.${format}`);
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#8ab' } });
    await picture.toFormat(format).toFile(path);
    const iptc =
      format === 'jpeg' || format === 'tiff' ? { 'IPTC:ObjectName': 'See', 'IPTC:DateCreated': '1962:08:15' } : {};
    const all = { ...tags, ...iptc };
    // The types of ExifTool know only what its own reading gives.
    await exiftool.write(path, all as WriteTags, { writeArgs: ['-n', '-m', '-overwrite_original'] });
    written.push(path);
  }
  await exiftool.end();
  const sidecar = join(folder, 'original.xmp');
  writeFileSync(sidecar, readFileSync(resource('tests', 'fixtures', 'metadata', 'd20_sidecar_corrects.xmp')));
  return [...written, sidecar];
}

/** Bits turned, numbers made huge, a part cut out or said twice, the end cut off. */
function damage(bytes: Buffer, random: Random): Buffer {
  const at = () => Math.floor(random() * bytes.length);
  const damaged = Buffer.from(bytes);
  switch (Math.floor(random() * 5)) {
    case 0:
      for (let bits = 1 + Math.floor(random() * 8); bits > 0; bits--) {
        const place = at();
        damaged[place] = (damaged[place] ?? 0) ^ (1 << Math.floor(random() * 8));
      }
      return damaged;
    case 1:
      return damaged.fill(random() < 0.5 ? 0xff : 0, at(), at());
    case 2: {
      const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number]; // two of two
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    }
    case 3: {
      const from = at();
      const part = bytes.subarray(from, from + Math.floor(random() * 200));
      const times = 1 + Math.floor(random() * 2000);
      return Buffer.concat([bytes.subarray(0, from), ...Array<Buffer>(times).fill(part), bytes.subarray(from)]);
    }
    default:
      return bytes.subarray(0, at());
  }
}

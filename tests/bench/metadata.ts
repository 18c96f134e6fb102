// What reading metadata adds to a scan: `npm run bench:metadata [-- --rounds N] [--times N] [FOLDER]`. The same photos with ExifTool
// and without it (where no Perl is found, a scan reads no metadata at all), in turn; it fails where that costs more than a tenth.
// Without FOLDER: the sample album as it is, and with what a camera and a program write.

import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ExifTool } from 'exiftool-vendored';
import { ensure } from '../../app/ensure.ts';
import { isPicture } from '../../app/photos/names.ts';
import { openStoreReadOnly } from '../../app/store/index.ts';
import { SAMPLES } from '../samples.ts';
import { watchScan } from './scan-process.ts';

const MOST_COST = 0.1;
/** Enough for a steady pace: starting takes about a second. */
const SAMPLE_COPIES = 10;
/** Without and with ExifTool, and the other way round. */
const ROUNDS = 2;

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: String(ROUNDS) }, times: { type: 'string' } },
  allowPositionals: true,
});
const scratch = mkdtempSync(join(tmpdir(), 'kindred-bench-metadata-'));
const nothing = join(scratch, 'nothing');
mkdirSync(nothing);
let libraries = 0;
let isDear = false;
try {
  const [given] = positionals;
  if (given === undefined) {
    const copies = Number(values.times ?? SAMPLE_COPIES);
    await measure('the sample album', copied(SAMPLES, copies, 'plain'));
    const photos = copied(SAMPLES, copies, 'camera');
    await writeMetadata(photos);
    await measure('the same with metadata', photos);
  } else await measure(basename(given), copied(picturesIn(given), Number(values.times ?? 1), 'given'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = isDear ? 1 : 0;

async function measure(what: string, folder: string): Promise<void> {
  const without = { cpu: 0, wall: 0 };
  const withIt = { cpu: 0, wall: 0 };
  /** Of each round: on a busy machine the same work takes the processor a tenth longer, and no less often shorter. */
  const costs: number[] = [];
  let photos = 0;
  for (let round = 0; round < Number(values.rounds); round++) {
    const turns = [
      { sum: without, path: nothing },
      { sum: withIt, path: process.env['PATH'] },
    ];
    const before = { without: without.cpu, withIt: withIt.cpu };
    for (const { sum, path } of round % 2 === 0 ? turns : turns.reverse()) {
      const library = join(scratch, `library ${++libraries}`);
      // A scan that could read no metadata says so in the end.
      const { cpuSeconds, wallSeconds } = await watchScan(folder, library, path);
      sum.cpu += ensure(cpuSeconds ?? undefined, 'The processor’s time, which this system does not tell');
      sum.wall += wallSeconds;
      photos = doneIn(library, photos);
      rmSync(library, { recursive: true });
    }
    costs.push((withIt.cpu - before.withIt) / (without.cpu - before.without) - 1);
  }
  const [cpu, wall] = [withIt.cpu / without.cpu - 1, withIt.wall / without.wall - 1];
  const each = (seconds: number) => `${((1000 * seconds) / Number(values.rounds) / photos).toFixed(0)} ms`;
  process.stdout.write(
    `${what}, ${photos} photos: of the processor ${each(without.cpu)} a photo, with metadata ${each(withIt.cpu)} (${percent(cpu)}, in single rounds ${percent(Math.min(...costs))} to ${percent(Math.max(...costs))}); by the clock ${each(without.wall)}, ${each(withIt.wall)} (${percent(wall)})\n`,
  );
  if (cpu > MOST_COST) isDear = true;
}

/** @throws Error where it is another number than that of the scan before */
function doneIn(library: string, before: number): number {
  const store = openStoreReadOnly(library);
  const { done } = store.files.counts();
  store.close();
  if (before !== 0 && done !== before) throw new Error(`${done} photos were read, and ${before} before.`);
  return done;
}

function percent(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)} %`;
}

/** Every copy ends in a byte of its own, as a file of the same content is the same photo. */
function copied(originals: readonly string[], copies: number, name: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder);
  for (let copy = 0; copy < copies; copy++) {
    for (const [index, original] of originals.entries()) {
      const path = join(folder, `${copy}-${index}${extname(original)}`);
      copyFileSync(original, path);
      appendFileSync(path, Buffer.of(copy));
    }
  }
  return folder;
}

function picturesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isPicture(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** As a camera writes it, with what a program for photos adds: EXIF, GPS, IPTC and XMP. No program can invent a maker's notes. */
async function writeMetadata(folder: string): Promise<void> {
  const words = [
    '-IFD0:Make=NIKON CORPORATION',
    '-IFD0:Model=NIKON D750',
    '-IFD0:Software=Ver.1.10',
    '-IFD0:ModifyDate=2019:07:04 18:30:00',
    '-ExifIFD:DateTimeOriginal=2019:07:04 18:30:00',
    '-ExifIFD:CreateDate=2019:07:04 18:30:00',
    '-ExifIFD:OffsetTimeOriginal=+02:00',
    '-ExifIFD:ExposureTime=1/250',
    '-ExifIFD:FNumber=2.8',
    '-ExifIFD:ISO=200',
    '-ExifIFD:FocalLength=50',
    '-ExifIFD:LensModel=50.0 mm f/1.8',
    '-ExifIFD:LensInfo=50 50 1.8 1.8',
    '-ExifIFD:SerialNumber=6012345',
    '-ExifIFD:UserComment=By the sea',
    '-GPS:GPSLatitude=52.5',
    '-GPS:GPSLatitudeRef=N',
    '-GPS:GPSLongitude=13.4',
    '-GPS:GPSLongitudeRef=E',
    '-GPS:GPSDateStamp=2019:07:04',
    '-GPS:GPSTimeStamp=16:30:00',
    '-IPTC:DateCreated=2019:07:04',
    '-IPTC:TimeCreated=18:30:00+02:00',
    '-IPTC:ObjectName=By the sea',
    ...['sea', 'summer', 'friends'].flatMap((word) => [`-IPTC:Keywords=${word}`, `-XMP-dc:Subject=${word}`]),
    '-XMP-dc:Title=By the sea',
    '-XMP-dc:Description=A day by the sea',
    '-XMP-xmp:Rating=4',
    '-XMP-photoshop:DateCreated=2019:07:04 18:30:00+02:00',
    '-XMP-crs:Version=11.2',
    ...['Exposure2012', 'Contrast2012', 'Highlights2012', 'Shadows2012', 'Saturation', 'Vibrance'].map(
      (name) => `-XMP-crs:${name}=0`,
    ),
  ];
  const exiftool = new ExifTool({ maxProcs: 1 });
  try {
    for (const name of readdirSync(folder))
      await exiftool.write(join(folder, name), {}, ['-overwrite_original', ...words]);
  } finally {
    await exiftool.end();
  }
}

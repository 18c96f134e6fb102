// A small album for tests about names: real faces at known places, stored in any orientation, with regions as programs write them.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { exiftoolPath } from 'exiftool-vendored';
import sharp from 'sharp';
import { z } from 'zod';
import type { Face, FoundName, NamesImport, NamesReport, NameSource } from '../app/contract.ts';
import { type Library, openLibrary } from '../app/core.ts';
import { silentLog } from '../app/platform/log.ts';
import { SAMPLES } from './samples.ts';

export type Box = [number, number, number, number];

export const [WIDTH, HEIGHT] = [900, 600];
export const NAMES = ['Anna', 'Ben', 'Özlem'] as const;

/** One photo of three people, where their faces are as Kindred sees them, and what the test that runs has of its own. */
export const album = new (class {
  upright = Buffer.alloc(0);
  /** In shares of the sides, from left to right. */
  seen: Box[] = [];
  folder = '';
  photos = '';
  #library: Library | undefined;

  get library(): Library {
    if (!this.#library) throw new Error('No library is open.');
    return this.#library;
  }

  async prepare(): Promise<void> {
    this.upright = await sharp(SAMPLES[0]).resize(WIDTH, HEIGHT, { fit: 'cover' }).jpeg({ quality: 92 }).toBuffer();
    this.begin();
    writeFileSync(join(this.photos, 'upright.jpg'), this.upright);
    await this.scan();
    const faces = await facesOn('upright.jpg');
    this.seen = faces.map(({ box: [x, y, w, h] }) => [x / WIDTH, y / HEIGHT, w / WIDTH, h / HEIGHT]);
    this.seen.sort(([one], [other]) => one - other);
    await this.end();
    if (this.seen.length !== NAMES.length)
      throw new Error(`Three faces are on it, and ${this.seen.length} were found.`);
  }

  begin(): void {
    this.folder = mkdtempSync(join(tmpdir(), 'kindred-names-'));
    this.photos = join(this.folder, 'photos');
    mkdirSync(this.photos);
  }

  async end(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await this.#library?.close();
    this.#library = undefined;
  }

  async open({ watch = false } = {}): Promise<void> {
    this.#library = await openLibrary({ folder: join(this.folder, 'library'), log: silentLog, watch });
  }

  /** Opens a library and reads what is in the folder by now. */
  async scan(): Promise<void> {
    await this.open();
    await this.library.engine['folders.add']({ path: this.photos });
    await this.library.whenIdle();
  }
})();

export async function look(from: NameSource | null = null, place = album.photos): Promise<NamesReport> {
  await album.library.engine['names.find']({ place, from });
  const found = await ended();
  if (found.step !== 'found') throw new Error(`Looking for names ended as ${JSON.stringify(found)}.`);
  return found.report;
}

export async function apply(one: string[] | 'all' = []) {
  await album.library.engine['names.apply']({ one });
  const applied = await ended();
  if (applied.step !== 'applied') throw new Error(`Bringing names along ended as ${JSON.stringify(applied)}.`);
  await album.library.whenIdle();
  return applied;
}

export async function ended(): Promise<NamesImport> {
  for (;;) {
    const now = await album.library.engine['names.get']({});
    if (now.step !== 'reading' && now.step !== 'applying') return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function photoIds(): Promise<Map<string, number>> {
  const listed = await album.library.engine['photos.list']({ offset: 0, limit: 1000 });
  const ids = new Map<string, number>();
  for (const { id } of listed.photos) {
    for (const { path } of (await album.library.engine['photos.get']({ photo: id })).places)
      ids.set(basename(path), id);
  }
  return ids;
}

export async function facesOn(name: string): Promise<Face[]> {
  const photo = (await photoIds()).get(name) ?? 0;
  return (await album.library.engine['photos.get']({ photo })).faces;
}

/** Who is on the photo, from left to right. */
export async function namesOn(name: string): Promise<(string | null | undefined)[]> {
  return (await facesOn(name)).sort((one, other) => one.box[0] - other.box[0]).map(({ person }) => person?.name);
}

export function named(report: NamesReport, name: string): FoundName {
  const found = report.names.find((each) => each.name === name);
  if (!found) throw new Error(`${name} is not in ${JSON.stringify(report.names)}.`);
  return found;
}

/** The same picture, stored as a camera held that way would: the inverse of what its orientation says. */
export async function stored(orientation: number): Promise<Buffer> {
  const quarters = { 5: 90, 6: 270, 7: 270, 8: 90, 3: 180 }[orientation] ?? 0;
  // sharp flops before it rotates: in two steps it is the order that is written here.
  const turned = sharp(await sharp(album.upright).rotate(quarters).toBuffer());
  if (orientation === 4) return turned.flip().jpeg().toBuffer();
  return (orientation === 2 || orientation === 5 || orientation === 7 ? turned.flop() : turned).jpeg().toBuffer();
}

/** Upright to stored: the table of the guidance with 6 and 8 exchanged. */
export function storedBox([x, y, w, h]: Box, orientation: number): Box {
  const boxes: Record<number, Box> = {
    2: [1 - x - w, y, w, h],
    3: [1 - x - w, 1 - y - h, w, h],
    4: [x, 1 - y - h, w, h],
    5: [y, x, h, w],
    6: [y, 1 - x - w, h, w],
    7: [1 - y - h, 1 - x - w, h, w],
    8: [1 - y - h, x, h, w],
  };
  return boxes[orientation] ?? [x, y, w, h];
}

export async function exiftool(...words: string[]): Promise<void> {
  execFileSync('perl', [await exiftoolPath(), '-config', '', '-q', '-q', '-overwrite_original', ...words], {
    encoding: 'utf8',
  });
}

export interface Region {
  name?: string;
  box: Box;
  type?: string;
}

/** As ExifTool takes a structure: {Field=value,…}. */
export function mwg(regions: readonly Region[], applied: [number, number] | null = [WIDTH, HEIGHT]): string {
  const list = regions.map(({ name, box: [x, y, w, h], type = 'Face' }) => {
    const area = `Area={X=${x + w / 2},Y=${y + h / 2},W=${w},H=${h},Unit=normalized}`;
    return `{${area},Type=${type}${name === undefined ? '' : `,Name=${name}`}}`;
  });
  const size = applied ? `AppliedToDimensions={W=${applied[0]},H=${applied[1]},Unit=pixel},` : '';
  return `-XMP-mwg-rs:RegionInfo={${size}RegionList=[${list.join(',')}]}`;
}

export const allNamed = (orientation = 1): Region[] =>
  album.seen.map((box, index) => ({ name: NAMES[index] ?? '', box: storedBox(box, orientation) }));

/** One of the three faces alone, as a photo of its own: from the left 0, 1, 2. */
export async function portrait(which: number, brightness = 1): Promise<Buffer> {
  const [x, y, w, h] = album.seen[which] ?? [0, 0, 1, 1];
  const side = Math.round(Math.max(w * WIDTH, h * HEIGHT) * 1.7);
  const left = Math.round(Math.max(0, Math.min(WIDTH - side, (x + w / 2) * WIDTH - side / 2)));
  const top = Math.round(Math.max(0, Math.min(HEIGHT - side, (y + h / 2) * HEIGHT - side / 2)));
  return sharp(album.upright)
    .extract({ left, top, width: side, height: side })
    .resize(320)
    .modulate({ brightness })
    .jpeg()
    .toBuffer();
}

/** All that is in .xmp files, as ExifTool's own structures. */
export async function tagsOf(...paths: string[]) {
  const words = [await exiftoolPath(), '-config', '', '-j', '-struct', '-n', '-XMP:all', ...paths];
  const Tags = z.array(z.record(z.string(), z.unknown()));
  return Tags.parse(JSON.parse(execFileSync('perl', words, { encoding: 'utf8' })));
}

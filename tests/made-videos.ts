// Videos made by FFmpeg from photos, so that it is known who is in them and when: stills one after another, and pans.

import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { ensure } from '../app/ensure.ts';

/** A photo of one person, and who that is. */
export interface Portrait {
  person: string;
  photo: string | Buffer;
}

/** Photos side by side, each as high as the video: shown in its middle, or passed along from left to right. */
export interface Scene {
  shows: readonly Portrait[];
  seconds: number;
  pans?: boolean;
}

/** A person is in the video from here to there, in seconds. */
export interface Appearance {
  person: string;
  begins: number;
  ends: number;
}

export interface TrueAppearance extends Appearance {
  /** For so long before and after, more than half of the face can be seen. */
  fades: number;
  /** Where the middle of the face is at a time, as a share of the width. */
  placeAt(seconds: number): number;
}

export interface VideoShape {
  width: number;
  height: number;
  /** Frames a second. */
  rate: number;
  /** For FFmpeg: how it is encoded. Default: H.264, quickly. */
  encoding?: readonly string[];
  /** For FFmpeg, in front of the encoding: other streams, filters. */
  filter?: string;
}

const QUICK = '-c:v libx264 -preset ultrafast -crf 26 -pix_fmt yuv420p'.split(' ');
/** The face of a portrait: in its middle, this share of its width. */
const SHARE_OF_FACE = 0.5;

/** @returns who is in it, and when */
export async function makeVideo(
  program: string,
  path: string,
  scenes: readonly Scene[],
  { width, height, rate, encoding = QUICK, filter }: VideoShape,
): Promise<TrueAppearance[]> {
  const truth: TrueAppearance[] = [];
  const pictures: string[] = [];
  const inputs: string[] = [];
  const filters: string[] = [];
  let at = 0;
  for (const [index, { shows, seconds, pans = false }] of scenes.entries()) {
    const { picture, length } = await sideBySide(shows, { width, height });
    const file = `${path}.${index}.jpg`;
    writeFileSync(file, picture);
    pictures.push(file);
    inputs.push(...`-loop 1 -framerate ${rate} -t ${seconds} -i`.split(' '), file);
    const speed = pans ? (length - width) / seconds : 0;
    const left = pans ? 0 : (length - width) / 2;
    filters.push(`[${index}:v]crop=${width}:${height}:x='${left}+${speed}*t':y=0,setsar=1[v${index}]`);
    for (const [place, { person }] of shows.entries()) {
      const middle = startOf(shows.length, length, height) + (place + 0.5) * height;
      const half = (SHARE_OF_FACE * height) / 2;
      const [begins, ends] = pans
        ? [Math.max(0, (middle + half - width) / speed), Math.min(seconds, (middle - half) / speed)]
        : [0, seconds];
      const start = at;
      truth.push({
        person,
        begins: start + begins,
        ends: start + ends,
        fades: pans ? half / speed : 0,
        placeAt: (seconds) => (middle - left - speed * (seconds - start)) / width,
      });
    }
    at += seconds;
  }
  const all = `${scenes.map((_, index) => `[v${index}]`).join('')}concat=n=${scenes.length}:v=1[all]`;
  const last = filter === undefined ? '' : `;[all]${filter}[out]`;
  const words = [
    '-hide_banner',
    '-loglevel',
    'error',
    '-y',
    ...inputs,
    '-filter_complex',
    [...filters, all].join(';') + last,
  ];
  await promisify(execFile)(program, [...words, '-map', filter === undefined ? '[all]' : '[out]', ...encoding, path]);
  for (const file of pictures) rmSync(file);
  return truth;
}

/** Where the first of so many squares begins on a strip of this length. */
function startOf(count: number, length: number, side: number): number {
  return Math.max(0, (length - count * side) / 2);
}

async function sideBySide(shows: readonly Portrait[], { width, height }: { width: number; height: number }) {
  const length = Math.max(width, shows.length * height);
  const start = startOf(shows.length, length, height);
  const squares = await Promise.all(
    shows.map(async ({ photo }, place) => ({
      input: await sharp(photo).resize(height, height, { fit: 'cover' }).toBuffer(),
      left: Math.round(start + place * height),
      top: 0,
    })),
  );
  const canvas = sharp({ create: { width: length, height, channels: 3, background: '#708090' } });
  return { picture: await canvas.composite(squares).jpeg({ quality: 95 }).toBuffer(), length };
}

/** @returns the appearances of a person that follow one another as one */
export function withoutGaps<Kind extends Appearance>(appearances: readonly Kind[], gap: number): Kind[] {
  const joined: Kind[] = [];
  for (const [, list] of Map.groupBy(appearances, ({ person }) => person)) {
    const sorted = list.toSorted((one, other) => one.begins - other.begins);
    let current = { ...ensure(sorted[0], 'The first appearance') };
    joined.push(current);
    for (const next of sorted.slice(1)) {
      if (next.begins - current.ends <= gap) current.ends = Math.max(current.ends, next.ends);
      else joined.push((current = { ...next }));
    }
  }
  return joined.sort((one, other) => one.begins - other.begins);
}

/** @returns those who are not found there, or whose moments begin or end by more than so many seconds elsewhere */
export function missedOf(
  truth: readonly TrueAppearance[],
  found: readonly Appearance[],
  tolerance: number,
): TrueAppearance[] {
  return truth.filter(
    ({ person, begins, ends, fades }) =>
      !found.some(
        (each) =>
          each.person === person &&
          each.begins >= begins - fades - tolerance &&
          each.begins <= begins + tolerance &&
          each.ends >= ends - tolerance &&
          each.ends <= ends + fades + tolerance,
      ),
  );
}

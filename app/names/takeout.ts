// Reads what Google Takeout writes beside each photo: who is on it, without boxes, and which photo of the folder is meant.

import { basename, extname } from 'node:path';
import { z } from 'zod';
import { googleOriginal } from '../photos/google-edited.ts';
import { foldName, namedKind } from '../photos/names.ts';
import { type Marking, nameIn } from './marks.ts';

/** One that is not as expected costs no other. */
const Metadata = z.object({
  title: z.string().max(1000).optional().catch(undefined),
  people: z.array(z.object({ name: z.string().optional() }).catch({})).optional(),
});

/** What one .json of a folder says. */
export interface TakeoutEntry {
  /** As the photo was called when it was uploaded; where that is not said, as the .json calls it. */
  title: string;
  /** IMG_1.jpg(2).json: of several photos of one name, which; empty: the first. */
  number: string;
  names: string[];
}

/**
 * @param file the name of the .json
 * @returns undefined: it names no person, or is no such file. `damaged`: it speaks of people, and cannot be read
 */
export function readTakeout(file: string, bytes: Uint8Array): TakeoutEntry | 'damaged' | undefined {
  const text = new TextDecoder().decode(bytes);
  const json = jsonIn(text);
  if (json === undefined) return /"people"\s*:/.test(text) ? 'damaged' : undefined;
  const said = Metadata.safeParse(json).data;
  const names = [...new Set((said?.people ?? []).flatMap(({ name }) => nameIn(name) ?? []))];
  if (names.length === 0) return undefined;
  const own = basename(file, extname(file));
  // A title without an extension may end in a number of its own.
  const [, stem = own, number = ''] = (own === said?.title ? null : /^(.*?)(\(\d+\))?$/s.exec(own)) ?? [];
  return { title: said?.title || withoutSuffix(stem), number, names };
}

/**
 * Finds the photos of a folder that an entry means: the one of its title, also where its name was cut or had signs that no
 * file may have, and its edited copy.
 * @param files names of the folder's photos
 */
export function takeoutPhotos(files: readonly string[]): (entry: TakeoutEntry) => string[] {
  const known = files.flatMap((file) => {
    const { stem, extension } = foldedParts(file);
    const [, name = stem, number = ''] = /^(.*?)(\(\d+\))?$/s.exec(googleOriginal(stem) ?? stem) ?? [];
    // A title may end in a number of its own.
    const readings =
      number === ''
        ? [{ name, number }]
        : [
            { name, number },
            { name: name + number, number: '' },
          ];
    return readings.map((reading) => ({ ...reading, file, extension }));
  });
  const keyOf = (name: string, number: string) => [name, number].join('\n');
  const byName = Map.groupBy(known, ({ name, number }) => keyOf(name, number));
  const cut = known.filter(({ name }) => name.length >= LEAST_CUT);

  return ({ title, number }) => {
    const meant = titleReadings(title).flatMap(({ stem, extension }) => {
      const whole = byName.get(keyOf(stem, number)) ?? [];
      const begun =
        stem.length > LEAST_CUT ? cut.filter((each) => each.number === number && stem.startsWith(each.name)) : [];
      return [...whole, ...begun].filter((each) => extension === null || each.extension === extension);
    });
    return [...new Set(meant.map(({ file }) => file))];
  };
}

export function takeoutMarking({ names }: TakeoutEntry, rank: number): Marking {
  return { source: 'takeout', rank, orientation: 1, appliedTo: null, marks: [], names };
}

/** Takeout cuts a photo's name to 51 letters with its extension. Names that agree in that many letters are one photo's. */
const LEAST_CUT = 40;

/** To a title without an extension Google adds one in the file's name alone: which, is not said (null). */
function titleReadings(title: string): { stem: string; extension: string | null }[] {
  const parts = foldedParts(title);
  if (['picture', 'video'].includes(namedKind(title))) return [parts];
  return [parts, { stem: parts.stem + parts.extension, extension: null }];
}

function foldedParts(name: string): { stem: string; extension: string } {
  // What no file may be called becomes an underscore.
  const folded = foldName(name).replace(/[<>:"/\\|?*&%'#]/g, '_');
  const extension = extname(folded);
  return { stem: basename(folded, extension), extension };
}

const SUFFIX = '.supplemental-metadata';

/** IMG_1.jpg.supplemental-metadata, cut anywhere: the name of the photo is what stands before. */
function withoutSuffix(stem: string): string {
  const suffix = extname(stem);
  return suffix !== '' && SUFFIX.startsWith(suffix.toLowerCase()) ? basename(stem, suffix) : stem;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

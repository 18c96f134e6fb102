// Looks a tag up among all that ExifTool found in a file: in the places where it belongs, as text that can be shown.

import type { Tags } from './exiftool.ts';

/** Of the places where a tag may stand, the first whose text `accepts` says yes to. @param accepts absent: to any text */
export type Find = (name: string, accepts?: (text: string) => boolean) => string | undefined;
export type FoundTags = Record<'exif' | 'maker' | 'xmp' | 'iptc' | 'gps' | 'png' | 'container' | 'composite', Find> & {
  list(name: string): string[];
};

/** EXIF in the places where it belongs, then wherever else it stands; never that of the small picture inside (IFD1). */
const EXIF_GROUPS = ['ExifIFD', 'IFD0'];
/** Where raw files without EXIF, the first digital cameras and those of heat have what others have in EXIF. */
const MAKER_FAMILIES = ['MakerNotes', 'SigmaRaw', 'APP12', 'APP1'];

export function finder(tags: Tags): FoundTags {
  const all = Object.entries(tags).map(([key, value]) => {
    const parts = key.split(':');
    return { family: parts[0], group: parts.at(-2), name: parts.at(-1), value };
  });
  const findIn =
    (family: string, isPlace: (group: string | undefined) => boolean = () => true): Find =>
    (name, accepts = () => true) =>
      all
        .filter((tag) => tag.family === family && tag.name === name && isPlace(tag.group))
        .map(({ value }) => clean(value))
        .find((text) => text !== undefined && accepts(text));
  const isElsewhere = (group = '') => !EXIF_GROUPS.includes(group) && group !== 'GPS' && !/^IFD[1-9]/.test(group);
  return {
    exif: firstOf(...EXIF_GROUPS.map((own) => findIn('EXIF', (group) => group === own)), findIn('EXIF', isElsewhere)),
    maker: firstOf(...MAKER_FAMILIES.map((family) => findIn(family))),
    xmp: findIn('XMP'),
    iptc: findIn('IPTC'),
    gps: findIn('EXIF', (group) => group === 'GPS'),
    png: findIn('PNG'),
    container: firstOf(
      findIn('QuickTime', (group) => !group?.startsWith('Track')),
      findIn('RIFF', (group) => group !== 'IFD1'),
      ...['Matroska', 'H264', 'ASF'].map((family) => findIn(family)),
    ),
    composite: findIn('Composite'),
    list: (name) =>
      all
        .filter((tag) => tag.name === name && tag.family !== 'Composite')
        .flatMap(({ value }) => (Array.isArray(value) ? (value as unknown[]) : [value]))
        .flatMap((value) => clean(value) ?? []),
  };
}

function firstOf(...finds: Find[]): Find {
  return (name, accepts) => {
    for (const find of finds) {
      const text = find(name, accepts);
      if (text !== undefined) return text;
    }
    return undefined;
  };
}

/** Text as it is shown: without the zeros and blanks that fields of a fixed length are filled with. */
function clean(value: unknown): string | undefined {
  const each: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof each !== 'string' && typeof each !== 'number') return undefined;
  const text = String(each)
    .replace(/(?![\t\n\r])\p{Cc}/gu, '')
    .trim();
  return text === '' ? undefined : text;
}

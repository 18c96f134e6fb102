// Looks a tag up among all that ExifTool found in a file: in the places where it belongs, as text that can be shown.

import type { Tags } from './exiftool.ts';

export type Find = (name: string) => string | undefined;
export type Found = Record<'exif' | 'maker' | 'xmp' | 'iptc' | 'gps' | 'png' | 'container' | 'composite', Find> & {
  list(name: string): string[];
};

/** EXIF in the places where it belongs, then wherever else it stands; never that of the small picture inside (IFD1). */
const EXIF_GROUPS = ['ExifIFD', 'IFD0'];
/** What raw files without EXIF and the first digital cameras have in its stead. */
const MAKER_FAMILIES = ['MakerNotes', 'SigmaRaw', 'APP12'];

export function finder(tags: Tags): Found {
  const all = Object.entries(tags).map(([key, value]) => {
    const parts = key.split(':');
    return { family: parts[0], group: parts.at(-2), name: parts.at(-1), value };
  });
  const find = (family: string, name: string, accepts: (group: string | undefined) => boolean = () => true) =>
    all
      .filter((tag) => tag.family === family && tag.name === name && accepts(tag.group))
      .map(({ value }) => clean(value))
      .find((text) => text !== undefined);
  const isElsewhere = (group = '') => !EXIF_GROUPS.includes(group) && group !== 'GPS' && !/^IFD[1-9]/.test(group);
  return {
    exif: (name) =>
      EXIF_GROUPS.map((group) => find('EXIF', name, (each) => each === group)).find((text) => text !== undefined) ??
      find('EXIF', name, isElsewhere),
    maker: (name) => MAKER_FAMILIES.map((family) => find(family, name)).find((text) => text !== undefined),
    xmp: (name) => find('XMP', name),
    iptc: (name) => find('IPTC', name),
    gps: (name) => find('EXIF', name, (group) => group === 'GPS'),
    png: (name) => find('PNG', name),
    container: (name) =>
      find('QuickTime', name, (group) => !group?.startsWith('Track')) ??
      find('RIFF', name, (group) => group !== 'IFD1') ??
      ['Matroska', 'H264', 'ASF'].map((family) => find(family, name)).find((text) => text !== undefined),
    composite: (name) => find('Composite', name),
    list: (name) =>
      all
        .filter((tag) => tag.name === name && tag.family !== 'Composite')
        .flatMap(({ value }) => (Array.isArray(value) ? (value as unknown[]) : [value]))
        .flatMap((value) => clean(value) ?? []),
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

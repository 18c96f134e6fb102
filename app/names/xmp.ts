// Reads who is on a photo from XMP, as ExifTool gives it: regions as MWG, Microsoft, ACDSee and IPTC write them, and names alone.

import { z } from 'zod';
import type { Tags } from '../photos/exiftool.ts';
import type { Orientation, ShareBox, Size } from '../vision/orientation.ts';
import { clipped, type Mark, type Marking, nameIn } from './marks.ts';

/** Any structure: what programs write into one is theirs. */
const Struct = z.record(z.string(), z.unknown());
type Struct = z.output<typeof Struct>;

/** Where it was read, and how the photo's file says that it is stored: all of these lists are about the stored picture. */
interface Origin {
  rank: number;
  orientation: Orientation;
}

/** @returns a marking for each list, also of one that is not there */
export function markingsIn(tags: Tags, origin: Origin): Marking[] {
  return [mwg, microsoft, acdsee, iptc, withoutBoxes].map((read) => read(tags, origin));
}

/** Metadata Working Group, guidance 2.0, section 5.9: the middle of a box and its size, of the stored picture. */
function mwg(tags: Tags, origin: Origin): Marking {
  const info = structOf(valueOf(tags, 'XMP-mwg-rs', 'RegionInfo'));
  return centred(origin, info, (region) => region['Area']);
}

/** The box by hand before the automatic one, which is a square. */
function acdsee(tags: Tags, origin: Origin): Marking {
  const info = structOf(valueOf(tags, 'XMP-acdsee-rs', 'RegionInfoACDSee'));
  return centred(origin, info, (region) => region['DLYArea'] ?? region['ALGArea']);
}

function centred(origin: Origin, info: Struct | undefined, areaOf: (region: Struct) => unknown): Marking {
  const appliedTo = sizeOf(info?.['AppliedToDimensions']);
  const marking = emptyMarking(origin, appliedTo);
  for (const region of listOf(info?.['RegionList'])) {
    const name = nameIn(region['Name']);
    const type = region['Type'];
    // Pets, what was focused on, and bar codes are no people. Without a type a name has to speak for the face.
    if (type === undefined ? name === null : !isText(type, 'face')) continue;
    put(marking, name, centredBox(structOf(areaOf(region)), appliedTo));
  }
  return marking;
}

/** @returns left, top, width, height in shares, as they are written; null: no box */
export function centredBox(area: Struct | undefined, appliedTo: Size | null): readonly number[] | null {
  if (!area) return null;
  const isPixel = isText(area['Unit'], 'pixel');
  if (isPixel && !appliedTo) return null;
  const { width: across, height: down } = isPixel && appliedTo ? appliedTo : { width: 1, height: 1 };
  const [x, y] = [numberOf(area['X']) / across, numberOf(area['Y']) / down];
  const circle = circleOf(numberOf(area['D']), isPixel ? 'pixel' : 'share', appliedTo);
  const [w, h] = circle ?? [numberOf(area['W']) / across, numberOf(area['H']) / down];
  return [x - w / 2, y - h / 2, w, h];
}

/** @param diameter of the shorter side, or in pixels. @returns width and height in shares; null: no circle, or not known */
function circleOf(diameter: number, unit: 'share' | 'pixel', size: Size | null): [number, number] | null {
  if (!Number.isFinite(diameter) || !size) return null;
  const pixels = unit === 'pixel' ? diameter : diameter * Math.min(size.width, size.height);
  return [pixels / size.width, pixels / size.height];
}

/** Windows Live Photo Gallery: left, top, width, height of the stored picture, in one text; without it the person is on the photo, and the place not known. */
function microsoft(tags: Tags, origin: Origin): Marking {
  const info = structOf(valueOf(tags, 'XMP-MP', 'RegionInfoMP'));
  const marking = emptyMarking(origin, null);
  for (const region of listOf(info?.['Regions'])) {
    put(marking, nameIn(region['PersonDisplayName']), rectangleOf(region['Rectangle']));
  }
  return marking;
}

/** Some write commas into the numbers, as their country does. */
export function rectangleOf(text: unknown): number[] | null {
  if (typeof text !== 'string') return null;
  const spaced = text.trim().split(/\s*;\s*|,\s+|\s+/);
  const plain = spaced.length === 4 ? spaced : text.split(',');
  return plain.length === 4 ? plain.map(numberOf) : null;
}

/** IPTC Extension 2019: left, top and size, or a circle, or corners. */
function iptc(tags: Tags, origin: Origin): Marking {
  const marking = emptyMarking(origin, null);
  for (const region of listOf(valueOf(tags, 'XMP-iptcExt', 'ImageRegion'))) {
    if (!mayBePerson(region)) continue;
    const boundary = structOf(region['RegionBoundary']);
    put(marking, nameIn(textsOf(region['PersonInImage'])[0] ?? textsOf(region['Name'])[0]), boundaryBox(boundary));
  }
  return marking;
}

/** A region that says what it is counts only if it is a person. */
function mayBePerson(region: Struct): boolean {
  const kinds = [...listOf(region['RCtype']), ...listOf(region['RRole'])]
    .flatMap((kind) => [...textsOf(kind['Name']), ...textsOf(kind['Identifier'])])
    .join(' ');
  return kinds === '' || /human|person|face|portrait/i.test(kinds);
}

function boundaryBox(boundary: Struct | undefined): readonly number[] | null {
  // Pixels say nothing: the size of their picture was not written down.
  if (!boundary || isText(boundary['RbUnit'], 'pixel')) return null;
  const [x, y] = [numberOf(boundary['RbX']), numberOf(boundary['RbY'])];
  const vertices = listOf(boundary['RbVertices']).map(
    (corner) => [numberOf(corner['RbX']), numberOf(corner['RbY'])] as const,
  );
  if (vertices.length > 0) {
    const [xs, ys] = [vertices.map((corner) => corner[0]), vertices.map((corner) => corner[1])];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
  }
  const radius = numberOf(boundary['RbRx']);
  if (Number.isFinite(radius)) return [x - radius, y - radius, 2 * radius, 2 * radius];
  return [x, y, numberOf(boundary['RbW']), numberOf(boundary['RbH'])];
}

/** First parts of keywords below which programs keep people. */
const PEOPLE = /^(?:people|persons?|personen|menschen|leute|personnes|personas|persone|faces|gesichter)$/i;
/** Each tag has one sign between its levels: a name may hold the other one. */
const KEYWORDS = [
  { group: 'XMP-lr', tag: 'HierarchicalSubject', separator: '|' },
  { group: 'XMP-digiKam', tag: 'TagsList', separator: '/' },
  { group: 'XMP-microsoft', tag: 'LastKeywordXMP', separator: '/' },
  { group: 'XMP-mediapro', tag: 'CatalogSets', separator: '|' },
] as const;

/** Weak labels: who is on the photo, and not where. A keyword without “people” before it may be anything. */
function withoutBoxes(tags: Tags, origin: Origin): Marking {
  const plain = [
    ...textsOf(valueOf(tags, 'XMP-iptcExt', 'PersonInImage')),
    ...textsOf(valueOf(tags, 'XMP-mediapro', 'People')),
    ...textsOf(valueOf(tags, 'XMP-expressionmedia', 'People')),
    ...listOf(valueOf(tags, 'XMP-iptcExt', 'PersonInImageWDetails')).flatMap((person) => textsOf(person['PersonName'])),
  ];
  const paths = KEYWORDS.flatMap(({ group, tag, separator }) =>
    textsOf(valueOf(tags, group, tag)).map((path) => path.split(separator).map((part) => part.trim())),
  ).filter(([root = '', ...below]) => PEOPLE.test(root) && below.length > 0);
  // “People|Family” is no person where “People|Family|Anna” stands beside it.
  const inner = new Set(paths.flatMap((path) => path.slice(1, -1)));
  const leaves = paths.flatMap((path) => path.at(-1) ?? []).filter((leaf) => !inner.has(leaf));
  const names = [...plain, ...leaves].flatMap((written) => nameIn(written) ?? []);
  return { ...emptyMarking(origin, null), names: [...new Set(names)] };
}

function emptyMarking(origin: Origin, appliedTo: Size | null): Marking {
  return { source: 'xmp', ...origin, appliedTo, marks: [], names: [] };
}

/** A box that no face can have leaves the name. */
function put(marking: Marking, name: string | null, shares: readonly number[] | null): void {
  const box: ShareBox | null = shares && clipped(shares);
  if (box) marking.marks.push({ name, box, unit: 'share' } satisfies Mark);
  else if (name !== null) marking.names.push(name);
}

/** By group and name, wherever ExifTool found it; older and newer schemas have other prefixes (XMP-tmp0). */
function valueOf(tags: Tags, group: string, name: string): unknown {
  const all = Object.entries(tags).filter(([key]) => key.startsWith('XMP:') && key.endsWith(`:${name}`));
  return (all.find(([key]) => key === `XMP:${group}:${name}`) ??
    all.find(([key]) => /^XMP:XMP-tmp\d+:/.test(key)))?.[1];
}

function structOf(value: unknown): Struct | undefined {
  return Struct.safeParse(value).data;
}

/** One that stands alone is a list of one. */
function listOf(value: unknown): Struct[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.map(structOf).filter((struct) => struct !== undefined);
}

/** Text, a list of it, or one in several languages. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return Object.values(structOf(value) ?? {}).flatMap((text) => (typeof text === 'string' ? [text] : []));
}

export function sizeOf(value: unknown): Size | null {
  const size = structOf(value);
  const [width, height] = [numberOf(size?.['W']), numberOf(size?.['H'])];
  return width > 0 && height > 0 ? { width, height } : null;
}

function isText(value: unknown, text: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === text;
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value.trim().replace(',', '.')) : NaN;
}

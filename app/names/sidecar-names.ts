// Who is on a photo, written into the text of the .xmp file beside it, and taken out again: what other programs wrote there stays.

import type { XmlElement } from '@rgrove/parse-xml';
import { z } from 'zod';
import { intersectionOverUnion } from '../boxes.ts';
import { OwnProperty } from '../photos/own-properties.ts';
import { foldText } from '../store/index.ts';
import type { ShareBox, Size } from '../vision/orientation.ts';
import { isOneFace, shapeOf } from './evidence.ts';
import { nameIn } from './marks.ts';
import { PROPERTY_NAMESPACES, puttingProperties, type SaidProperties, takingProperties } from './sidecar-properties.ts';
import {
  type FoundMark,
  itemOf,
  LIST_KINDS,
  type NamedRegion,
  onlyProperty,
  Region,
  REGION_NAMESPACES,
  regionsIn,
  wholeList,
} from './sidecar-regions.ts';
import {
  attributeNamed,
  childrenOf,
  cutting,
  cuttingAttribute,
  declarations,
  escapedXml,
  type Field,
  listIn,
  type Namespace,
  parseXmp,
  puttingFirst,
  puttingLast,
  RDF_NAMESPACE,
  saying,
  type Splice,
  spliced,
  type XmpDocument,
  XmpError,
} from './xmp-document.ts';

/** What the user says of a photo: who is on it, in the frame of its stored pixels, and its date and title. */
export interface SaidNames {
  /** Of the stored picture, in pixels. */
  size: Size;
  regions: NamedRegion[];
  properties: SaidProperties;
}

/** What in a sidecar is Kindred's, as it is kept in the library: nothing else may ever be taken out of it. */
export const WrittenNames = z.object({
  /** Items of the lists. */
  mwg: z.array(Region),
  microsoft: z.array(Region),
  people: z.array(z.string()),
  /** Names of other programs' regions that the user corrected in Kindred. */
  renamed: z.array(Region.extend({ kind: z.enum(LIST_KINDS), from: z.string() })),
  /** Properties that were not there before. */
  made: z.array(z.enum([...LIST_KINDS, 'people'])),
  /** Dates and titles; an earlier version wrote none. */
  properties: z.array(OwnProperty).default([]),
  /** There was no sidecar before. */
  isNewFile: z.boolean(),
});
export type WrittenNames = z.output<typeof WrittenNames>;

/** Another program's regions lie on a picture of another shape: one that was turned or cropped since. */
export class OtherFrameError extends Error {
  override readonly name = 'OtherFrameError';
}

/**
 * @param before the sidecar as it is; null: there is none
 * @param written what Kindred wrote into it earlier; null: nothing
 * @param said null: Kindred's names are to be taken away
 * @returns the sidecar as it should be; the same text where nothing changes; null: it should not be there
 * @throws XmpError for a sidecar that cannot be understood, OtherFrameError
 */
export function sidecarSaying(
  before: string | null,
  written: WrittenNames | null,
  said: SaidNames | null,
): { text: string | null; written: WrittenNames | null } {
  const foreign = before === null || written === null ? before : withoutNames(before, written);
  if (said === null || isSilent(said.regions, said.properties)) {
    if (foreign !== before && foreign !== null) parseXmp(foreign); // what is left can be read
    return { text: foreign, written: null };
  }
  const added = withNames(foreign ?? EMPTY_SIDECAR, said);
  parseXmp(added.text); // what is written can be read
  return { text: added.text, written: { ...added.written, isNewFile: foreign === null } };
}

/** Is there nothing to be said in a sidecar? */
export function isSilent(regions: readonly unknown[], properties: SaidProperties): boolean {
  return regions.length === 0 && Object.keys(properties).length === 0;
}

/** What of a sidecar is Kindred's while it is being written: what was written before, or what is now. */
export function mergedNames(before: WrittenNames | null, now: WrittenNames | null): WrittenNames | null {
  if (!before || !now) return before ?? now;
  return {
    mwg: [...before.mwg, ...now.mwg],
    microsoft: [...before.microsoft, ...now.microsoft],
    people: [...new Set([...before.people, ...now.people])],
    renamed: [...before.renamed, ...now.renamed],
    made: [...new Set([...before.made, ...now.made])],
    properties: [...now.properties, ...before.properties],
    isNewFile: before.isNewFile || now.isNewFile,
  };
}

/** Did Kindred itself write a mark? Then it is no name of another program. */
export function isOwnMark(name: string | null, box: ShareBox, { mwg, microsoft }: WrittenNames): boolean {
  return [...mwg, ...microsoft].some((region) => isSameMark({ name, box }, region));
}

const SIDECAR_HEAD = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>';
const EMPTY_SIDECAR = `${SIDECAR_HEAD}
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Kindred">
<rdf:RDF xmlns:rdf="${RDF_NAMESPACE.uri}">
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`;

const IPTC: Namespace = { prefix: 'Iptc4xmpExt', uri: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/' };
const NAMESPACES = [RDF_NAMESPACE, ...REGION_NAMESPACES, IPTC, ...PROPERTY_NAMESPACES];

/** 1. What corrected a foreign name goes back. 2. Our items go; 3. with the last one what we made for them. */
function withoutNames(text: string, written: WrittenNames): string | null {
  const document = parseXmp(text);
  const splices: Splice[] = [];
  const whole = new Set<XmlElement>();
  for (const kind of LIST_KINDS) {
    const found = regionsIn(document, kind);
    if (!found) continue;
    const ours = found.marks.filter((mark) => written[kind].some((region) => isSameMark(mark, region)));
    if (written.made.includes(kind) && ours.length === found.marks.length) {
      whole.add(found.property);
      continue;
    }
    splices.push(...ours.map(({ item }) => cutting(text, item)));
    for (const correction of written.renamed.filter((each) => each.kind === kind)) {
      const field = found.marks.find((mark) => isSameMark(mark, correction))?.field;
      if (field) splices.push(saying(text, field, correction.from));
    }
  }
  const people = peopleIn(document);
  const ours = people?.items.filter((item) => written.people.includes(item.text)) ?? [];
  if (people && written.made.includes('people') && ours.length === people.items.length) whole.add(people.property);
  else splices.push(...ours.map((item) => cutting(text, item)));

  const own = takingProperties(document, written.properties);
  splices.push(...own.splices);
  for (const property of own.whole) whole.add(property);

  const emptied = document.descriptions.filter((description) => {
    const properties = childrenOf(description);
    const gone = own.inTags.flatMap(({ struct, attribute }) => (struct === description ? attribute : []));
    const isLeft = properties.some((each) => !whole.has(each)) || saysInTag(description, gone);
    return properties.length + gone.length > 0 && !isLeft;
  });
  if (written.isNewFile && emptied.length === childrenOf(document.rdf).length) return null;
  const isEmptied = (description: unknown) => emptied.some((each) => each === description);
  splices.push(...[...whole].filter(({ parent }) => !isEmptied(parent)).map((property) => cutting(text, property)));
  splices.push(...own.inTags.filter(({ struct }) => !isEmptied(struct)).map((field) => cuttingAttribute(text, field)));
  splices.push(...emptied.map((description) => cutting(text, description, BEFORE_DESCRIPTION)));
  return spliced(text, splices);
}

/** @param gone attributes that are taken out */
function saysInTag(description: XmlElement, gone: readonly string[]): boolean {
  const about = attributeNamed(description, RDF_NAMESPACE, 'about');
  return Object.keys(description.attributes).some(
    (name) =>
      name !== about && name !== 'about' && name !== 'xmlns' && !name.startsWith('xmlns:') && !gone.includes(name),
  );
}

const BEFORE_DESCRIPTION = '\n ';

function withNames(text: string, said: SaidNames): { text: string; written: Omit<WrittenNames, 'isNewFile'> } {
  const document = parseXmp(text);
  const written: Omit<WrittenNames, 'isNewFile'> = {
    mwg: [],
    microsoft: [],
    people: [],
    renamed: [],
    made: [],
    properties: [],
  };
  const own = puttingProperties(document, said.properties);
  written.properties = own.own;
  const splices: Splice[] = [...own.splices];
  const properties: string[] = [...own.fresh];
  for (const kind of said.regions.length === 0 ? [] : LIST_KINDS) {
    const found = regionsIn(document, kind);
    if (!found) {
      written[kind] = said.regions;
      written.made.push(kind);
      properties.push(wholeList(kind, said));
      continue;
    }
    const { added, corrections } = changesOf(found.marks, said.regions);
    if (added.length + corrections.length === 0) continue;
    if (shapeOf(found.appliedTo, said.size) !== 'same') {
      throw new OtherFrameError('The regions of another program lie on a picture of another shape.');
    }
    written[kind] = added;
    const items = added.map((region) => itemOf(kind, region, found.list)).join('');
    if (items !== '') splices.push(puttingFirst(text, found.list, items)); // before those without a name, where digiKam ends
    for (const { field, name, from, box } of corrections) {
      splices.push(saying(text, field, name));
      written.renamed.push({ kind, name, from, box });
    }
  }
  const names = [...new Set(said.regions.map(({ name }) => name))];
  const people = peopleIn(document);
  if (names.length > 0 && !people) {
    written.people = names;
    written.made.push('people');
    const items = names.map((name) => `<rdf:li>${escapedXml(name)}</rdf:li>`).join('');
    properties.push(`<Iptc4xmpExt:PersonInImage><rdf:Bag>${items}</rdf:Bag></Iptc4xmpExt:PersonInImage>`);
  } else if (people) {
    const known = new Set(people.items.map(({ text: name }) => foldText(name)));
    written.people = names.filter((name) => !known.has(foldText(name)));
    const declared = declarations(people.list, [RDF_NAMESPACE]);
    const items = written.people.map((name) => `<rdf:li${declared}>${escapedXml(name)}</rdf:li>`).join('');
    if (items !== '') splices.push(puttingLast(text, people.list, items));
  }
  if (properties.length > 0) {
    const [first] = document.descriptions;
    const about = first && attributeNamed(first, RDF_NAMESPACE, 'about');
    const declared = declarations(document.rdf, NAMESPACES);
    const tag = `<rdf:Description rdf:about="${escapedXml(first && about ? (first.attributes[about] ?? '') : '')}"${declared}>`;
    const description = `${tag}${properties.map((property) => `\n  ${property}`).join('')}\n </rdf:Description>`;
    splices.push(puttingLast(text, document.rdf, BEFORE_DESCRIPTION + description));
  }
  return { text: spliced(text, splices), written };
}

function peopleIn(document: XmpDocument) {
  const property = onlyProperty(document, IPTC, 'PersonInImage');
  if (!property) return undefined;
  const found = listIn(property);
  if (!found) throw new XmpError('PersonInImage holds no list.');
  return { property, ...found };
}

/** Programs round boxes when they write a file anew. */
const SAME_MARK_IOU = 0.8;

function isSameMark({ name, box }: { name: string | null; box: ShareBox | null }, region: NamedRegion): boolean {
  const isCalledSo = name !== null && foldText(name) === foldText(nameIn(region.name) ?? region.name);
  return isCalledSo && box !== null && intersectionOverUnion([...box], [...region.box]) >= SAME_MARK_IOU;
}

/** A face that another program has under the same name stays as it is; under another name it gets the user's. */
function changesOf(marks: readonly FoundMark[], regions: readonly NamedRegion[]) {
  const added: NamedRegion[] = [];
  const corrections: { field: Field; name: string; from: string; box: ShareBox }[] = [];
  const used = new Set<FoundMark>();
  for (const region of regions) {
    const overlap = ({ box }: FoundMark) => (box ? intersectionOverUnion([...box], [...region.box]) : 0);
    const same = marks
      .filter((mark) => mark.isFace && mark.name !== null && mark.box !== null && !used.has(mark))
      .filter(({ box }) => box !== null && isOneFace([...box], [...region.box]))
      .sort((one, other) => overlap(other) - overlap(one));
    const known = same.find(({ name }) => name !== null && foldText(name) === foldText(region.name)) ?? same[0];
    if (!known) {
      added.push(region);
      continue;
    }
    used.add(known);
    const { name, field, box } = known;
    if (name === null || !field || !box || foldText(name) === foldText(region.name)) continue;
    corrections.push({ field, name: region.name, from: field.text, box });
  }
  return { added, corrections };
}

// Who is on a photo, written into the text of the .xmp file beside it, and taken out again: what other programs wrote there stays.

import { createHash } from 'node:crypto';
import type { XmlElement } from '@rgrove/parse-xml';
import { z } from 'zod';
import { intersectionOverUnion } from '../boxes.ts';
import { foldText } from '../store/index.ts';
import type { ShareBox, Size } from '../vision/orientation.ts';
import { nameIn } from './marks.ts';
import { isOneFace, shapeOf } from './reconcile.ts';
import { centredBox, rectangleOf, sizeOf } from './xmp.ts';
import {
  attributeOf,
  childrenOf,
  cutting,
  declarations,
  escaped,
  type Field,
  fieldOf,
  listIn,
  type Namespace,
  parseXmp,
  propertiesOf,
  puttingFirst,
  puttingLast,
  RDF_NAMESPACE,
  saying,
  type Splice,
  spliced,
  structIn,
  type XmpDocument,
  XmpError,
} from './xmp-document.ts';

/** Who is on a photo, in the frame of its stored pixels. */
export interface SaidNames {
  /** Of the stored picture, in pixels. */
  size: Size;
  regions: NamedRegion[];
}

const Region = z.object({
  name: z.string(),
  /** Left, top, width, height in shares of the stored picture's sides, 0 to 1. */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
});
export type NamedRegion = z.output<typeof Region>;

const LIST_KINDS = ['mwg', 'microsoft'] as const;
type ListKind = (typeof LIST_KINDS)[number];

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
  if (said === null || said.regions.length === 0) {
    if (foreign !== before && foreign !== null) parseXmp(foreign); // what is left can be read
    return { text: foreign, written: null };
  }
  const added = withNames(foreign ?? EMPTY_SIDECAR, said);
  parseXmp(added.text); // what is written can be read
  return { text: added.text, written: { ...added.written, isNewFile: foreign === null } };
}

/** By which a sidecar is known again where it was moved to; null has one too: there is none. */
export function sidecarHash(bytes: Uint8Array | null): string {
  return createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
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

const MWG: Namespace = { prefix: 'mwg-rs', uri: 'http://www.metadataworkinggroup.com/schemas/regions/' };
const AREA: Namespace = { prefix: 'stArea', uri: 'http://ns.adobe.com/xmp/sType/Area#' };
const DIMENSIONS: Namespace = { prefix: 'stDim', uri: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#' };
const MP: Namespace = { prefix: 'MP', uri: 'http://ns.microsoft.com/photo/1.2/' };
const MPRI: Namespace = { prefix: 'MPRI', uri: 'http://ns.microsoft.com/photo/1.2/t/RegionInfo#' };
const MPREG: Namespace = { prefix: 'MPReg', uri: 'http://ns.microsoft.com/photo/1.2/t/Region#' };
const IPTC: Namespace = { prefix: 'Iptc4xmpExt', uri: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/' };
const NAMESPACES = [RDF_NAMESPACE, MWG, AREA, DIMENSIONS, MP, MPRI, MPREG, IPTC];

/** One way of writing regions: a structure that holds a list of structures. */
interface RegionList {
  property: [Namespace, string];
  list: [Namespace, string];
  /** What an item needs to have declared. */
  namespaces: Namespace[];
  nameOf(item: XmlElement): Field | undefined;
  /** undefined: it is no face */
  boxOf(item: XmlElement, appliedTo: Size | null): readonly number[] | null | undefined;
  fields(region: NamedRegion): string;
}

const REGION_LISTS: Readonly<Record<ListKind, RegionList>> = {
  // Metadata Working Group, guidance 2.0, section 5.9: the middle of a box and its size, in shares of the stored picture.
  mwg: {
    property: [MWG, 'Regions'],
    list: [MWG, 'RegionList'],
    namespaces: [RDF_NAMESPACE, MWG, AREA],
    nameOf: (item) => fieldOf(item, MWG, 'Name'),
    boxOf(item, appliedTo) {
      const type = fieldOf(item, MWG, 'Type')?.text.trim().toLowerCase();
      if (type !== undefined && type !== 'face') return undefined;
      const area = fieldOf(item, MWG, 'Area');
      return area && 'element' in area ? centredBox(textsIn(structIn(area.element), AREA), appliedTo) : null;
    },
    fields({ name, box: [x, y, w, h] }) {
      const area = { x: x + w / 2, y: y + h / 2, w, h };
      const numbers = Object.entries(area).map(([key, value]) => `<stArea:${key}>${share(value)}</stArea:${key}>`);
      return `<mwg-rs:Name>${escaped(name)}</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Area rdf:parseType="Resource">${numbers.join('')}<stArea:unit>normalized</stArea:unit></mwg-rs:Area>`;
    },
  },
  // Windows Live Photo Gallery: left, top, width, height, in shares of the stored picture.
  microsoft: {
    property: [MP, 'RegionInfo'],
    list: [MPRI, 'Regions'],
    namespaces: [RDF_NAMESPACE, MPREG],
    nameOf: (item) => fieldOf(item, MPREG, 'PersonDisplayName'),
    boxOf: (item) => rectangleOf(fieldOf(item, MPREG, 'Rectangle')?.text),
    fields: ({ name, box }) =>
      `<MPReg:PersonDisplayName>${escaped(name)}</MPReg:PersonDisplayName><MPReg:Rectangle>${box.map(share).join(', ')}</MPReg:Rectangle>`,
  },
};

/** Millionths: less than a pixel of any photo. */
function share(value: number): string {
  return String(Number(value.toFixed(6)));
}

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

  const emptied = document.descriptions.filter((description) => {
    const properties = childrenOf(description);
    return properties.length > 0 && properties.every((each) => whole.has(each)) && !saysInTag(description);
  });
  if (written.isNewFile && emptied.length === childrenOf(document.rdf).length) return null;
  const isEmptied = (property: XmlElement) => emptied.some((description) => description === property.parent);
  splices.push(...[...whole].filter((property) => !isEmptied(property)).map((property) => cutting(text, property)));
  splices.push(...emptied.map((description) => cutting(text, description, BEFORE_DESCRIPTION)));
  return spliced(text, splices);
}

function saysInTag(description: XmlElement): boolean {
  const about = attributeOf(description, RDF_NAMESPACE, 'about');
  return Object.keys(description.attributes).some(
    (name) => name !== about && name !== 'about' && name !== 'xmlns' && !name.startsWith('xmlns:'),
  );
}

const BEFORE_DESCRIPTION = '\n ';

function withNames(text: string, said: SaidNames): { text: string; written: Omit<WrittenNames, 'isNewFile'> } {
  const document = parseXmp(text);
  const written: Omit<WrittenNames, 'isNewFile'> = { mwg: [], microsoft: [], people: [], renamed: [], made: [] };
  const splices: Splice[] = [];
  const properties: string[] = [];
  for (const kind of LIST_KINDS) {
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
  if (!people) {
    written.people = names;
    written.made.push('people');
    const items = names.map((name) => `<rdf:li>${escaped(name)}</rdf:li>`).join('');
    properties.push(`<Iptc4xmpExt:PersonInImage><rdf:Bag>${items}</rdf:Bag></Iptc4xmpExt:PersonInImage>`);
  } else {
    const known = new Set(people.items.map(({ text: name }) => foldText(name)));
    written.people = names.filter((name) => !known.has(foldText(name)));
    const declared = declarations(people.list, [RDF_NAMESPACE]);
    const items = written.people.map((name) => `<rdf:li${declared}>${escaped(name)}</rdf:li>`).join('');
    if (items !== '') splices.push(puttingLast(text, people.list, items));
  }
  if (properties.length > 0) {
    const [first] = document.descriptions;
    const about = first && attributeOf(first, RDF_NAMESPACE, 'about');
    const declared = declarations(document.rdf, NAMESPACES);
    const tag = `<rdf:Description rdf:about="${escaped(first && about ? (first.attributes[about] ?? '') : '')}"${declared}>`;
    const description = `${tag}${properties.map((property) => `\n  ${property}`).join('')}\n </rdf:Description>`;
    splices.push(puttingLast(text, document.rdf, BEFORE_DESCRIPTION + description));
  }
  return { text: spliced(text, splices), written };
}

interface FoundMark {
  item: XmlElement;
  /** null: none that names a person. */
  name: string | null;
  field: Field | undefined;
  /** null: nowhere in particular. */
  box: ShareBox | null;
  isFace: boolean;
}

interface FoundList {
  property: XmlElement;
  list: XmlElement;
  appliedTo: Size | null;
  marks: FoundMark[];
}

/** @returns undefined: there is none. @throws XmpError where it is no list as the standard has it */
function regionsIn(document: XmpDocument, kind: ListKind): FoundList | undefined {
  const {
    property: [namespace, name],
    list: [ofList, listName],
    ...reads
  } = REGION_LISTS[kind];
  const property = onlyProperty(document, namespace, name);
  if (!property) return undefined;
  const struct = structIn(property);
  const field = fieldOf(struct, ofList, listName);
  const found = field && 'element' in field ? listIn(field.element) : undefined;
  if (!found) throw new XmpError(`${name} holds no list.`);
  const applied = fieldOf(struct, MWG, 'AppliedToDimensions');
  const appliedTo =
    applied && 'element' in applied ? sizeOf(textsIn(structIn(applied.element), DIMENSIONS, OTHER_DIMENSIONS)) : null;
  const marks = found.items.map((item): FoundMark => {
    const fields = structIn(item);
    const said = reads.nameOf(fields);
    const box = reads.boxOf(fields, appliedTo);
    return { item, name: nameIn(said?.text), field: said, box: shareBox(box), isFace: box !== undefined };
  });
  return { property, list: found.list, appliedTo, marks };
}

/** As some programs write the namespace of a size. */
const OTHER_DIMENSIONS: Namespace = { prefix: 'stDim', uri: 'http://ns.adobe.com/xmp/sType/Dimensions#' };

function peopleIn(document: XmpDocument) {
  const property = onlyProperty(document, IPTC, 'PersonInImage');
  if (!property) return undefined;
  const found = listIn(property);
  if (!found) throw new XmpError('PersonInImage holds no list.');
  return { property, ...found };
}

function onlyProperty(document: XmpDocument, namespace: Namespace, name: string): XmlElement | undefined {
  const { elements, isInTag } = propertiesOf(document, namespace, name);
  if (isInTag || elements.length > 1) throw new XmpError(`${name} is said twice, or where it cannot be.`);
  return elements[0];
}

/** Fields as a reader of ExifTool's structures knows them: with a capital letter. */
function textsIn(struct: XmlElement, ...namespaces: Namespace[]): Record<string, string> {
  const names = ['x', 'y', 'w', 'h', 'd', 'unit'];
  const found = names.flatMap((name) => {
    const field = namespaces.map((each) => fieldOf(struct, each, name)).find((each) => each !== undefined);
    return field ? [[name.charAt(0).toUpperCase() + name.slice(1), field.text.trim()] as const] : [];
  });
  return Object.fromEntries(found);
}

function shareBox(box: readonly number[] | null | undefined): ShareBox | null {
  const [x, y, w, h] = box ?? [];
  if (x === undefined || y === undefined || w === undefined || h === undefined) return null;
  return [x, y, w, h].every(Number.isFinite) ? [x, y, w, h] : null;
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

function itemOf(kind: ListKind, region: NamedRegion, at: XmlElement | null): string {
  const { namespaces, fields } = REGION_LISTS[kind];
  return `<rdf:li rdf:parseType="Resource"${at ? declarations(at, namespaces) : ''}>${fields(region)}</rdf:li>`;
}

function wholeList(kind: ListKind, { size, regions }: SaidNames): string {
  const items = regions.map((region) => `\n    ${itemOf(kind, region, null)}`).join('');
  const bag = `<rdf:Bag>${items}\n   </rdf:Bag>`;
  if (kind === 'microsoft') {
    return `<MP:RegionInfo rdf:parseType="Resource">\n   <MPRI:Regions>${bag}</MPRI:Regions>\n  </MP:RegionInfo>`;
  }
  const applied = `<stDim:w>${size.width}</stDim:w><stDim:h>${size.height}</stDim:h><stDim:unit>pixel</stDim:unit>`;
  return `<mwg-rs:Regions rdf:parseType="Resource">\n   <mwg-rs:AppliedToDimensions rdf:parseType="Resource">${applied}</mwg-rs:AppliedToDimensions>\n   <mwg-rs:RegionList>${bag}</mwg-rs:RegionList>\n  </mwg-rs:Regions>`;
}

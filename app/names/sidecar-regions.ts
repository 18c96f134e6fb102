// The two ways in which a sidecar lists who is where on a photo, as Kindred finds them in its text and writes them into it.

import type { XmlElement } from '@rgrove/parse-xml';
import { z } from 'zod';
import type { ShareBox, Size } from '../vision/orientation.ts';
import { nameIn } from './marks.ts';
import { centredBox, rectangleOf, sizeOf } from './xmp.ts';
import {
  declarations,
  escapedXml,
  type Field,
  fieldOf,
  listIn,
  type Namespace,
  propertiesOf,
  RDF_NAMESPACE,
  structIn,
  type XmpDocument,
  XmpError,
} from './xmp-document.ts';

export const Region = z.object({
  name: z.string(),
  /** Left, top, width, height in shares of the stored picture's sides, 0 to 1. */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
});
export type NamedRegion = z.output<typeof Region>;

export const LIST_KINDS = ['mwg', 'microsoft'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

const MWG: Namespace = { prefix: 'mwg-rs', uri: 'http://www.metadataworkinggroup.com/schemas/regions/' };
const AREA: Namespace = { prefix: 'stArea', uri: 'http://ns.adobe.com/xmp/sType/Area#' };
const DIMENSIONS: Namespace = { prefix: 'stDim', uri: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#' };
const MP: Namespace = { prefix: 'MP', uri: 'http://ns.microsoft.com/photo/1.2/' };
const MPRI: Namespace = { prefix: 'MPRI', uri: 'http://ns.microsoft.com/photo/1.2/t/RegionInfo#' };
const MPREG: Namespace = { prefix: 'MPReg', uri: 'http://ns.microsoft.com/photo/1.2/t/Region#' };
export const REGION_NAMESPACES = [MWG, AREA, DIMENSIONS, MP, MPRI, MPREG];

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
      return `<mwg-rs:Name>${escapedXml(name)}</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Area rdf:parseType="Resource">${numbers.join('')}<stArea:unit>normalized</stArea:unit></mwg-rs:Area>`;
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
      `<MPReg:PersonDisplayName>${escapedXml(name)}</MPReg:PersonDisplayName><MPReg:Rectangle>${box.map(share).join(', ')}</MPReg:Rectangle>`,
  },
};

/** Millionths: less than a pixel of any photo. */
function share(value: number): string {
  return String(Number(value.toFixed(6)));
}

export interface FoundMark {
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
export function regionsIn(document: XmpDocument, kind: ListKind): FoundList | undefined {
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

export function onlyProperty(document: XmpDocument, namespace: Namespace, name: string): XmlElement | undefined {
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

export function itemOf(kind: ListKind, region: NamedRegion, at: XmlElement | null): string {
  const { namespaces, fields } = REGION_LISTS[kind];
  return `<rdf:li rdf:parseType="Resource"${at ? declarations(at, namespaces) : ''}>${fields(region)}</rdf:li>`;
}

export function wholeList(kind: ListKind, { size, regions }: { size: Size; regions: readonly NamedRegion[] }): string {
  const items = regions.map((region) => `\n    ${itemOf(kind, region, null)}`).join('');
  const bag = `<rdf:Bag>${items}\n   </rdf:Bag>`;
  if (kind === 'microsoft') {
    return `<MP:RegionInfo rdf:parseType="Resource">\n   <MPRI:Regions>${bag}</MPRI:Regions>\n  </MP:RegionInfo>`;
  }
  const applied = `<stDim:w>${size.width}</stDim:w><stDim:h>${size.height}</stDim:h><stDim:unit>pixel</stDim:unit>`;
  return `<mwg-rs:Regions rdf:parseType="Resource">\n   <mwg-rs:AppliedToDimensions rdf:parseType="Resource">${applied}</mwg-rs:AppliedToDimensions>\n   <mwg-rs:RegionList>${bag}</mwg-rs:RegionList>\n  </mwg-rs:Regions>`;
}

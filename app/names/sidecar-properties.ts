// A date and a title that the user set, put into the text of a sidecar and taken out again: what was there before comes back.

import type { XmlElement } from '@rgrove/parse-xml';
import { isOwnText, OWN_PROPERTIES, type OwnProperty, type OwnPropertyName } from '../photos/own-properties.ts';
import {
  attributeNamed,
  childrenOf,
  escapedXml,
  type Field,
  type FieldInTag,
  listIn,
  type Namespace,
  propertiesOf,
  puttingBack,
  rawOf,
  saying,
  type Splice,
  type XmpDocument,
  XmpError,
} from './xmp-document.ts';

/** What a sidecar is to say beside names. */
export type SaidProperties = Partial<Record<OwnPropertyName, string>>;

const EXIF: Namespace = { prefix: 'exif', uri: 'http://ns.adobe.com/exif/1.0/' };
const PHOTOSHOP: Namespace = { prefix: 'photoshop', uri: 'http://ns.adobe.com/photoshop/1.0/' };
const DC: Namespace = { prefix: 'dc', uri: 'http://purl.org/dc/elements/1.1/' };
export const PROPERTY_NAMESPACES = [EXIF, PHOTOSHOP, DC];

/** Where programs look for it: for a date EXIF's name in XMP (digiKam, Immich) and Photoshop's (Lightroom). */
const PROPERTY_PLACES: Readonly<Record<OwnPropertyName, readonly [Namespace, string]>> = {
  taken: [EXIF, 'DateTimeOriginal'],
  created: [PHOTOSHOP, 'DateCreated'],
  title: [DC, 'title'],
};

/** @returns what changes in the text, properties that are new, as text, and what of all that is Kindred's from then on */
export function puttingProperties(document: XmpDocument, said: SaidProperties) {
  const splices: Splice[] = [];
  const fresh: string[] = [];
  const own: OwnProperty[] = [];
  for (const name of OWN_PROPERTIES) {
    const text = said[name];
    if (text === undefined) continue;
    const found = findProperty(document, name);
    if (!found) {
      fresh.push(propertyOf(name, text));
      own.push({ name, text, from: null });
    } else if (found.field.text !== text) {
      splices.push(saying(document.text, found.field, text));
      own.push({ name, text, from: { text: found.field.text, raw: rawOf(document.text, found.field) } });
    }
  }
  return { splices, fresh, own };
}

/**
 * What another program changed meanwhile is its own.
 * @returns what changes in the text, and properties that go as a whole: elements, and those that stand in a tag
 */
export function takingProperties(document: XmpDocument, own: readonly OwnProperty[]) {
  const splices: Splice[] = [];
  const whole: XmlElement[] = [];
  const inTags: FieldInTag[] = [];
  const taken = new Set<OwnPropertyName>();
  for (const each of own) {
    const { name, from } = each;
    const found = taken.has(name) ? undefined : findProperty(document, name);
    if (!found || !isOwnText(each, found.field.text)) continue;
    taken.add(name);
    if (from) splices.push(puttingBack(document.text, found.field, from));
    else if (found.element) whole.push(found.element);
    else if ('attribute' in found.field) inTags.push(found.field);
  }
  return { splices, whole, inTags };
}

/** A property and what it says: of a title's languages the default one, else the first. @throws XmpError where it is said twice */
function findProperty(document: XmpDocument, name: OwnPropertyName) {
  const place = PROPERTY_PLACES[name];
  const { elements } = propertiesOf(document, ...place);
  const tags = document.descriptions.flatMap((struct): Field[] => {
    const attribute = attributeNamed(struct, ...place);
    return attribute === undefined ? [] : [{ text: struct.attributes[attribute] ?? '', attribute, struct }];
  });
  const [element] = elements;
  if (elements.length + tags.length > 1) throw new XmpError(`${place[1]} is said twice.`);
  if (!element) return tags[0] && { field: tags[0], element: undefined };
  const items = listIn(element)?.items ?? [];
  const item = items.find(({ attributes }) => attributes['xml:lang'] === 'x-default') ?? items[0];
  if (!item && childrenOf(element).length > 0) throw new XmpError(`${place[1]} holds something else than text.`);
  const said = item ?? element;
  return { field: { text: said.text, element: said } satisfies Field, element };
}

function propertyOf(name: OwnPropertyName, text: string): string {
  const [{ prefix }, local] = PROPERTY_PLACES[name];
  const value =
    name === 'title'
      ? `<rdf:Alt><rdf:li xml:lang="x-default">${escapedXml(text)}</rdf:li></rdf:Alt>`
      : escapedXml(text);
  return `<${prefix}:${local}>${value}</${prefix}:${local}>`;
}

// An XMP file as text, in which properties are found, cut out and put in, while every other character stays as it is.

import { parseXml, XmlElement } from '@rgrove/parse-xml';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** It is no XML, or no XMP: nothing may be changed in it. */
export class XmpError extends Error {
  override readonly name = 'XmpError';
}

export interface XmpDocument {
  text: string;
  rdf: XmlElement;
  /** The descriptions of the photo: what is inside of them, or stands in their tag, is a property. */
  descriptions: XmlElement[];
}

/** What stands from one place to another, both in UTF-16 units, and what shall stand there. */
export interface Splice {
  from: number;
  to: number;
  text: string;
}

/** A namespace, by the prefix that it usually has. */
export interface Namespace {
  prefix: string;
  uri: string;
}

/** One in another encoding than XMP's usual one is left alone. @throws XmpError */
export function xmpTextOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new XmpError('It is not written in UTF-8.', { cause });
  }
}

/** @throws XmpError for what is not well-formed, uses entities of its own, or holds no rdf:RDF */
export function parseXmp(text: string): XmpDocument {
  const rdf = rdfIn(rootOf(text));
  if (!rdf) throw new XmpError('It holds no rdf:RDF.');
  return { text, rdf, descriptions: childrenOf(rdf).filter((child) => isRdf(child, 'Description')) };
}

function rootOf(text: string): XmlElement {
  try {
    const { root } = parseXml(text, { includeOffsets: true });
    if (root instanceof XmlElement) return root;
  } catch (cause) {
    // A hostile file is nested so deeply that the parser runs out of stack (RangeError).
    throw new XmpError('It is not well-formed XML.', { cause });
  }
  throw new XmpError('It is empty.');
}

/** The root itself, or inside of x:xmpmeta. */
function rdfIn(root: XmlElement): XmlElement | undefined {
  return isRdf(root, 'RDF') ? root : childrenOf(root).find((child) => isRdf(child, 'RDF'));
}

export function childrenOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => child instanceof XmlElement);
}

/** Is it what a namespace calls so, whatever prefix it has here? */
function isCalled(element: XmlElement, { uri }: Namespace, name: string): boolean {
  const [prefix, local] = prefixAndName(element.name);
  return local === name && uriOf(element, prefix) === uri;
}

/** @returns the whole name of the attribute that a namespace calls so. Without a prefix there is no namespace */
export function attributeNamed(element: XmlElement, { uri }: Namespace, name: string): string | undefined {
  return Object.keys(element.attributes).find((attribute) => {
    const [prefix, local] = prefixAndName(attribute);
    return prefix !== '' && local === name && uriOf(element, prefix) === uri;
  });
}

/** Properties of the photo of this name: those that are elements, and whether any stands in a tag. */
export function propertiesOf({ descriptions }: XmpDocument, namespace: Namespace, name: string) {
  return {
    elements: descriptions.flatMap(childrenOf).filter((child) => isCalled(child, namespace, name)),
    isInTag: descriptions.some((description) => attributeNamed(description, namespace, name) !== undefined),
  };
}

/** What holds the fields of a structure: the property itself, or the one description inside of it. */
export function structIn(property: XmlElement): XmlElement {
  const [inner, ...more] = childrenOf(property);
  return inner && more.length === 0 && isRdf(inner, 'Description') ? inner : property;
}

/** A field of a structure, as an element or in the tag. */
export function fieldOf(struct: XmlElement, namespace: Namespace, name: string): Field | undefined {
  const element = childrenOf(struct).find((child) => isCalled(child, namespace, name));
  if (element) return { text: element.text, element };
  const attribute = attributeNamed(struct, namespace, name);
  return attribute === undefined ? undefined : { text: struct.attributes[attribute] ?? '', attribute, struct };
}

export interface FieldInTag {
  text: string;
  attribute: string;
  struct: XmlElement;
}
export type Field = { text: string; element: XmlElement } | FieldInTag;

/** The list that a property holds, with its items; undefined: it holds none. */
export function listIn(property: XmlElement): { list: XmlElement; items: XmlElement[] } | undefined {
  const [list, ...more] = childrenOf(property);
  if (!list || more.length > 0 || !['Bag', 'Seq', 'Alt'].some((kind) => isRdf(list, kind))) return undefined;
  return { list, items: childrenOf(list).filter((child) => isRdf(child, 'li')) };
}

/** @returns the text with all of it changed; places are those of the text as it was, and do not overlap */
export function spliced(text: string, splices: readonly Splice[]): string {
  return splices
    .toSorted((one, other) => other.from - one.from)
    .reduce((changed, { from, to, text: instead }) => changed.slice(0, from) + instead + changed.slice(to), text);
}

/** Takes an element away, and the white space before it that was put in with it. */
export function cutting(text: string, element: XmlElement, before = ''): Splice {
  const isPreceded = text.slice(0, element.start).endsWith(before);
  return { from: element.start - (isPreceded ? before.length : 0), to: element.end, text: '' };
}

/** Takes an attribute out of a tag, with the white space before it. */
export function cuttingAttribute(text: string, field: FieldInTag): Splice {
  const { from, to } = attributeIn(text, field);
  return { from, to, text: '' };
}

/** Puts text in as the first of an element's content. */
export function puttingFirst(text: string, element: XmlElement, content: string): Splice {
  const tag = startTagOf(text, element);
  if (!tag.endsWith('/>')) return { from: element.start + tag.length, to: element.start + tag.length, text: content };
  const opened = `${tag.slice(0, -2).trimEnd()}>${content}</${element.name}>`;
  return { from: element.start, to: element.start + tag.length, text: opened };
}

/** Puts text in as the last of an element's content, before white space at its end. */
export function puttingLast(text: string, element: XmlElement, content: string): Splice {
  const last = childrenOf(element).at(-1);
  return last ? { from: last.end, to: last.end, text: content } : puttingFirst(text, element, content);
}

/** Lets a field say something else. */
export function saying(text: string, field: Field, value: string): Splice {
  if ('element' in field) {
    const { element } = field;
    const tag = startTagOf(text, element);
    if (tag.endsWith('/>')) return puttingFirst(text, element, escapedXml(value));
    return { from: element.start + tag.length, to: text.lastIndexOf('</', element.end - 1), text: escapedXml(value) };
  }
  const { to, value: quoted } = attributeIn(text, field);
  return { from: to - quoted.length, to, text: `"${escapedXml(value)}"` };
}

/** @returns its place with the white space before it, and its value with its quotation marks */
function attributeIn(text: string, { attribute, struct }: FieldInTag): { from: number; to: number; value: string } {
  for (const { index, 0: written, 1: name, 2: value = '' } of startTagOf(text, struct).matchAll(ATTRIBUTE)) {
    const from = struct.start + index;
    if (name === attribute) return { from, to: from + written.length, value };
  }
  throw new XmpError(`The attribute ${attribute} is not where it was read.`);
}

/** A field's value as it stands in the file: an attribute's with its quotation marks. */
export function rawOf(text: string, field: Field): string {
  const { from, to } = valueIn(text, field);
  return text.slice(from, to);
}

/** @param before what it said, and how that stood in the file, as `rawOf` gave it: a program may have written it otherwise since */
export function puttingBack(text: string, field: Field, before: { text: string; raw: string }): Splice {
  const isSameForm = 'element' in field === isContent(before);
  return isSameForm ? { ...valueIn(text, field), text: before.raw } : saying(text, field, before.text);
}

/** Did it stand in an element, and in no tag? */
function isContent({ text, raw }: { text: string; raw: string }): boolean {
  return parseXml(`<a>${raw}</a>`).root?.text === text;
}

function valueIn(text: string, field: Field): { from: number; to: number } {
  const { from, to } = saying(text, field, '');
  return { from, to };
}

const ATTRIBUTE = /\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')/g;
/** Up to its end, which no quoted value hides. */
const START_TAG = /<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?>/y;

function startTagOf(text: string, element: XmlElement): string {
  START_TAG.lastIndex = element.start;
  const tag = START_TAG.exec(text)?.[0];
  if (tag === undefined) throw new XmpError(`The tag of ${element.name} is not where it was read.`);
  return tag;
}

/** Declarations of those namespaces that do not have their usual prefix at a place. */
export function declarations(at: XmlElement | null, namespaces: readonly Namespace[]): string {
  return namespaces
    .filter(({ prefix, uri }) => at === null || uriOf(at, prefix) !== uri)
    .map(({ prefix, uri }) => ` xmlns:${prefix}="${uri}"`)
    .join('');
}

export const RDF_NAMESPACE: Namespace = { prefix: 'rdf', uri: RDF };

export function escapedXml(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function isRdf(element: XmlElement, name: string): boolean {
  return isCalled(element, RDF_NAMESPACE, name);
}

function prefixAndName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon === -1 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** What a prefix stands for at an element. */
function uriOf(element: XmlElement, prefix: string): string | undefined {
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  for (let at: unknown = element; at instanceof XmlElement; at = at.parent) {
    const uri = at.attributes[declaration];
    if (uri !== undefined) return uri;
  }
  return undefined;
}

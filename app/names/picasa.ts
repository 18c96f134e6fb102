// Reads Picasa's own files: faces in the .picasa.ini of each folder, and who they are in that, in those above, and in contacts.xml.

import { extname } from 'node:path';
import { ensure } from '../ensure.ts';
import { foldName } from '../photos/names.ts';
import type { ShareBox } from '../vision/orientation.ts';
import { clipped, type Marking, nameIn } from './marks.ts';

/** What one .picasa.ini says. */
export interface PicasaFolder {
  /** Names by Picasa's own id of a person, in small letters and without leading zeros. */
  contacts: Map<string, string>;
  /** Faces by the name of the photo's file, folded. */
  faces: Map<string, PicasaFace[]>;
}

interface PicasaFace {
  box: ShareBox | null;
  contact: string;
}

/** Written by the thousand by one program: a file with more lines than this is another one. */
const MOST_LINES = 1_000_000;
/** Sixteen bits for each side, the leading zeros of all of them dropped. */
const RECT64_DIGITS = 16;
const FULL = 0xffff;

/** Whatever stands in the file: lines that are no Picasa's are passed over, and one that was cut short is read up to there. */
export function readPicasaIni(bytes: Uint8Array): PicasaFolder {
  const folder: PicasaFolder = { contacts: new Map(), faces: new Map() };
  let section = '';
  for (const line of decoded(bytes).split(/\r\n|\r|\n/, MOST_LINES)) {
    const heading = /^\[(.*)\]\s*$/.exec(line);
    if (heading) section = foldName(ensure(heading[1], 'The name of a section'));
    const at = line.indexOf('=');
    if (heading || at <= 0) continue;
    const [key, value] = [line.slice(0, at).trim(), line.slice(at + 1)];
    if (section === 'contacts2') {
      const name = nameIn(value.split(';')[0]);
      if (name !== null) folder.contacts.set(contactId(key), name);
    } else if (key.toLowerCase() === 'faces') {
      folder.faces.set(section, facesIn(value));
    }
  }
  return folder;
}

/** contacts.xml has one element a person, whose attributes come in any order: `<contact id="8e62…" name="Anna &amp; Co" …/>`. */
export function readPicasaContacts(bytes: Uint8Array): Map<string, string> {
  const contacts = new Map<string, string>();
  for (const [element] of decoded(bytes).matchAll(/<contact\s[^<>]{1,5000}>/g)) {
    const [id, name] = [attributeValue(element, 'id'), nameIn(attributeValue(element, 'name'))];
    if (id !== undefined && name !== null) contacts.set(contactId(id), name);
  }
  return contacts;
}

/**
 * Who is on one photo.
 * @param contacts the first that knows an id names it
 * @param orientation as the file declares it
 */
export function picasaMarking(
  folder: PicasaFolder,
  file: string,
  contacts: readonly ReadonlyMap<string, string>[],
  { rank, orientation }: Pick<Marking, 'rank' | 'orientation'>,
): Marking {
  const marking: Marking = {
    source: 'picasa',
    rank,
    // The author of ExifTool saw it on NEF and CR2, and holds it for the other kinds; elsewhere a box is of the stored picture.
    orientation: RAW.has(extname(file).toLowerCase()) ? 1 : orientation,
    appliedTo: null,
    marks: [],
    names: [],
  };
  for (const { box, contact } of folder.faces.get(foldName(file)) ?? []) {
    const name = contacts.map((each) => each.get(contact)).find((each) => each !== undefined) ?? null;
    if (box) marking.marks.push({ name, box, unit: 'share' });
    else if (name !== null) marking.names.push(name);
  }
  return marking;
}

const RAW = new Set(
  '3fr arw cr2 crw cs1 dcr dng eip erf iiq k25 kdc mef mos mrw nef nrw orf pef raf raw rw2 rwl sr2 srf srw x3f'
    .split(' ')
    .map((extension) => `.${extension}`),
);

/** rect64(3f845bcb59418507),8e62398ebda8c1a5;rect64(…),… */
function facesIn(value: string): PicasaFace[] {
  return value.split(';').flatMap((part) => {
    const [, box, contact] = /^\s*rect64\(([\da-f]{1,16})\)\s*,\s*([\da-f]{1,16})\s*$/i.exec(part) ?? [];
    return box === undefined || contact === undefined ? [] : [{ box: rect64(box), contact: contactId(contact) }];
  });
}

/** Left, top, right and bottom, in 65,535ths. @returns null where there can be no face */
function rect64(digits: string): ShareBox | null {
  const padded = digits.padStart(RECT64_DIGITS, '0');
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map(
    (at) => Number.parseInt(padded.slice(at, at + 4), 16) / FULL,
  );
  return clipped([left, top, right - left, bottom - top]);
}

function contactId(id: string): string {
  return id
    .trim()
    .toLowerCase()
    .replace(/^0+(?=.)/, '');
}

function attributeValue(element: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(element)
    ?.slice(1)
    .find((value) => value !== undefined);
}

/** Newer versions write UTF-8 and say so; older ones the code page of Windows, which is hardly ever UTF-8 by chance. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

// What is searched for, out of what was typed: “with Anna and Ben, without Carl, July 2019, beach”.

import { ensure } from '../ensure.ts';
import { type Dates, readDates } from './dates.ts';
import { foldText } from '../store/index.ts';
import { type Lacks, readLacks } from './lacks.ts';
import { nearestNames } from './nearest-name.ts';
import { readVideos, type Videos } from './videos.ts';
import { startsWord, type Token, tokenize } from './words.ts';

export interface Named {
  id: number;
  name: string;
}

/** What a query is made of, in its order. */
export type Part =
  /** One of them is on the photo; more than one where a name belongs to several, or “or” stands between them. */
  | { kind: 'with'; people: number[] }
  | { kind: 'without'; people: number[] }
  | Dates
  /** Those that the user made favourites. */
  | { kind: 'favourites' }
  | Videos
  | Lacks
  /** Part of a folder, a file's name, a title, a camera or a name. */
  | { kind: 'word'; text: string }
  /** No person has that name, so leaving it out excludes nothing; a date or videos cannot be left out either. */
  | { kind: 'unknown'; text: string };

/** The words between what is sought, which say nothing by themselves. */
const LINKS = new Set(
  'in im am on at of from von since seit the a an der die das den dem photos fotos pictures bilder'.split(' '),
);
const FAVOURITES = new Set('favourite favourites favorite favorites favorit favoriten'.split(' '));
const AND = new Set(['and', 'und', '&', '+']);
const WITH = new Set(['with', 'mit']);
const OR = new Set(['or', 'oder', '|']);
const WITHOUT = new Set(['without', 'ohne', 'not', 'nicht', 'but']);

/** A part and where it was typed: from its first word, or the words before that only lead to it, to its last. */
export interface TypedPart {
  part: Part;
  linkStart: number;
  start: number;
  end: number;
  isQuoted: boolean;
}

export function understand(typed: string, names: readonly Named[]): Part[] {
  return understandTyped(typed, names).map(({ part }) => part);
}

/** Read from left to right: at each place a person, else a date, else a word to be found somewhere. */
export function understandTyped(typed: string, names: readonly Named[]): TypedPart[] {
  const tokens = tokenize(typed);
  const known = indexNames(names);
  const parts: TypedPart[] = [];
  /** Of the words that lead to the next part. */
  let linkStart: number | undefined;
  const found = (part: Part, at: number, length: number) => {
    const [first, last] = [ensure(tokens[at], 'The first word'), ensure(tokens[at + length - 1], 'The last word')];
    const start = first.isExcluded ? first.start - 1 : first.start;
    parts.push({ part, linkStart: linkStart ?? start, start, end: last.end, isQuoted: first.isQuoted });
  };
  /** What the words before say of the next person; whether they leave nothing else to come; and whether “or” did. */
  let side: 'with' | 'without' = 'with';
  let isPersonDue = false;
  let isOr = false;
  for (let at = 0, token = tokens[at]; token !== undefined; token = tokens[at]) {
    if (token.isExcluded) {
      side = 'without';
      isPersonDue = true;
    }
    const date = readDates(tokens, at);
    const person = readPerson(tokens, at, known);
    const video = readVideos(tokens, at);
    const lack = readLacks(tokens, at);
    // Where somebody is called “People”, “without People” is without them.
    const isLack = lack !== undefined && readPerson(tokens, at + lack.length - 1, known) === undefined;
    const other = video ?? (isLack ? lack : date);
    const isLeftOut = isPersonDue && side === 'without';
    // “May 2019” is a date and “with May” a person; where both are one word, the name is meant.
    if (person !== undefined && (isPersonDue || date === undefined || date.length <= person.length)) {
      const last = parts.at(-1);
      if (isOr && side === 'with' && last?.part.kind === 'with') {
        last.part.people = [...new Set([...last.part.people, ...person.people])];
        last.end = ensure(tokens[at + person.length - 1], 'The last word of a name').end;
      } else found({ kind: side, people: [...person.people] }, at, person.length);
      at += person.length;
      // “Without Ben and Carl” is without both.
      if (token.isExcluded || !isMore(tokens[at])) side = 'with';
    } else if (isLeftOut && other !== undefined) {
      // Only people can be left out, and to show just the photos of 2019 would be the opposite of “not 2019”.
      const { end } = ensure(tokens[at + other.length - 1], 'The last word of what is left out');
      found({ kind: 'unknown', text: typed.slice(token.start, end) }, at, other.length);
      at += other.length;
      side = 'with';
    } else if (video !== undefined) {
      found(video.videos, at, video.length);
      at += video.length;
      side = 'with';
    } else if (isLack) {
      found(lack.lacks, at, lack.length);
      at += lack.length;
      side = 'with';
    } else if (date !== undefined) {
      found(date.dates, at, date.length);
      at += date.length;
      side = 'with';
    } else if (FAVOURITES.has(token.folded) && !token.isQuoted && !isPersonDue) {
      found({ kind: 'favourites' }, at, 1);
      at++;
      side = 'with';
    } else if (isLink(token)) {
      if (WITH.has(token.folded)) side = 'with';
      if (WITHOUT.has(token.folded)) side = 'without';
      isPersonDue ||= WITH.has(token.folded) || WITHOUT.has(token.folded);
      isOr ||= OR.has(token.folded);
      linkStart ??= token.start;
      at++;
      continue;
    } else {
      found({ kind: isLeftOut ? 'unknown' : 'word', text: token.text }, at, 1);
      at++;
      side = 'with';
    }
    [isPersonDue, isOr, linkStart] = [false, false, undefined];
  }
  return parts;
}

/** How a person is mentioned so that no other is meant. */
export function mention(person: { id: number; name: string | null }, names: readonly Named[]): string {
  if (person.name === null) return `#${person.id}`;
  const [only, ...more] = understand(person.name, names);
  const isSure = more.length === 0 && only?.kind === 'with' && only.people.length === 1 && only.people[0] === person.id;
  return isSure ? person.name : `#${person.id}`;
}

interface Known {
  /** By the whole name, in the form in which names are compared. */
  whole: Map<string, number[]>;
  /** By each single word of a name. */
  single: Map<string, number[]>;
  longest: number;
}

function indexNames(names: readonly Named[]): Known {
  const known: Known = { whole: new Map(), single: new Map(), longest: 1 };
  for (const { id, name } of names) {
    const words = tokenize(name).map(({ folded }) => folded);
    known.longest = Math.max(known.longest, words.length);
    add(known.whole, words.join(' '), id);
    if (words.length > 1) for (const word of new Set(words)) add(known.single, word, id);
  }
  return known;
}

/** The longest whole name that begins here, else all people with this word in their name; #12 is a person's number. */
function readPerson(
  tokens: readonly Token[],
  at: number,
  { whole, single, longest }: Known,
): { people: number[]; length: number } | undefined {
  const first = tokens[at];
  if (first === undefined || first.isQuoted) return undefined;
  const number = /^#([1-9]\d{0,14})$/.exec(first.text)?.[1];
  if (number !== undefined) return { people: [Number(number)], length: 1 };
  for (let length = Math.min(longest, tokens.length - at); length > 0; length--) {
    const words = tokens.slice(at, at + length);
    const people = whole.get(words.map(({ folded }) => folded).join(' '));
    if (people !== undefined) return { people, length };
  }
  // A word such as “the” in a person's name is still a word such as “the”.
  const people = isLink(first) ? undefined : single.get(first.folded);
  return people && { people, length: 1 };
}

function isLink({ folded, isQuoted }: Token): boolean {
  return !isQuoted && [LINKS, AND, OR, WITH, WITHOUT].some((words) => words.has(folded));
}

/** Does another one follow, of which the same is said? */
function isMore(token: Token | undefined): boolean {
  return token !== undefined && (AND.has(token.folded) || OR.has(token.folded));
}

function add(map: Map<string, number[]>, key: string, id: number): void {
  map.set(key, [...(map.get(key) ?? []), id]);
}

/** All people whose name, or a word of it, is as near to what was typed as any; none, where none is near enough. */
export function calledNearly(typed: string, names: readonly Named[]): number[] {
  const { whole, single } = indexNames(names);
  const nearest = nearestNames(foldText(typed), new Set([...whole.keys(), ...single.keys()]));
  return [...new Set(nearest.flatMap((name) => [...(whole.get(name) ?? []), ...(single.get(name) ?? [])]))];
}

/** All people with a word in their name that begins so. */
export function calledLike(typed: string, names: readonly Named[]): number[] {
  const sought = foldText(typed);
  return names.filter(({ name }) => startsWord(foldText(name), sought)).map(({ id }) => id);
}

// Glob patterns such as *.png, 2019/** or IMG_{1,2}?.jpg, matched in a time that grows with pattern and path, never faster.

import { ensure } from '../ensure.ts';

/** With more, matching a folder’s names would take too long. */
const MOST_ALTERNATIVES = 100;

export interface Glob {
  fits(path: string): boolean;
  /** Of all its alternatives together: the time that matching takes grows with it. */
  letters: number;
}

type Character = { kind: 'run' } | { kind: 'any' } | { kind: 'set'; fits(letter: string): boolean };
/** `**` fits any number of folders; any other part fits one name. */
type Part = '**' | Character[];

/** Whether capital letters tell names apart, as Windows and macOS see it. */
const FOLDS_CASE = process.platform === 'win32' || process.platform === 'darwin';

/**
 * Understands `*`, `?`, `[a-z]`, `[!a-z]`, `{one,other}` and, as a whole part of a path, `**`; a backslash makes any of
 * their signs a letter. The usual libraries turn a pattern into a regular expression, which tries every way in which the
 * stars can share a name: five of them take 2.5 s for a name of 120 letters.
 * @returns undefined when the braces stand for too many alternatives
 */
export function parseGlob(pattern: string): Glob | undefined {
  const alternatives = expandBraces(folded(pattern));
  if (alternatives === undefined) return undefined;
  const parsed = alternatives.map((each) => each.split('/').map(parsePart));
  return {
    letters: alternatives.reduce((sum, each) => sum + each.length, 0),
    fits(path) {
      const names = folded(path).split('/');
      return parsed.some((parts) =>
        fitsWithRuns(
          parts,
          names,
          (part) => part === '**',
          (part, name) => part !== '**' && fitsName(part, name),
        ),
      );
    },
  };
}

function fitsName(part: readonly Character[], name: string): boolean {
  return fitsWithRuns(
    part,
    [...name],
    ({ kind }) => kind === 'run',
    (character, letter) => character.kind === 'any' || (character.kind === 'set' && character.fits(letter)),
  );
}

/**
 * Whether a list fits a pattern in which some parts are runs that stand for any number of items. Where something does not
 * fit, only the latest run takes one more item: what an earlier one could take, the latest can as well. So no pair of part
 * and item is compared more often than there are items.
 */
function fitsWithRuns<Part, Item>(
  pattern: readonly Part[],
  items: readonly Item[],
  isRun: (part: Part) => boolean,
  fits: (part: Part, item: Item) => boolean,
): boolean {
  let at = 0;
  let run: { at: number; from: number } | undefined;
  for (let item = 0; item < items.length;) {
    const part = pattern[at];
    const here = items[item];
    if (part !== undefined && isRun(part)) {
      run = { at, from: item };
      at++;
    } else if (part !== undefined && here !== undefined && fits(part, here)) {
      at++;
      item++;
    } else if (run) {
      run.from++;
      at = run.at + 1;
      item = run.from;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(isRun);
}

function parsePart(text: string): Part {
  return text === '**' ? '**' : parseName(text);
}

function parseName(text: string): Character[] {
  const characters: Character[] = [];
  const letters = [...text];
  for (let at = 0; at < letters.length; at++) {
    const letter = ensure(letters[at], 'A letter of a pattern');
    const set = letter === '[' ? parseSet(letters, at) : undefined;
    if (set) {
      characters.push({ kind: 'set', fits: set.fits });
      at = set.end;
    } else if (letter === '*') {
      if (characters.at(-1)?.kind !== 'run') characters.push({ kind: 'run' });
    } else if (letter === '?') {
      characters.push({ kind: 'any' });
    } else {
      const meant = letter === '\\' ? (letters[++at] ?? '\\') : letter;
      characters.push({ kind: 'set', fits: (other) => other === meant });
    }
  }
  return characters;
}

/** @returns undefined where the bracket is not closed: it is a letter then */
function parseSet(
  letters: readonly string[],
  start: number,
): { fits(letter: string): boolean; end: number } | undefined {
  const isNegated = ['!', '^'].includes(letters[start + 1] ?? '');
  const from = start + (isNegated ? 2 : 1);
  const end = letters.indexOf(']', from + 1); // a bracket that comes first is meant itself
  if (end < 0) return undefined;
  const ranges: [first: string, last: string][] = [];
  for (let at = from; at < end; at++) {
    const first = ensure(letters[at], 'A letter of a set');
    const isRange = letters[at + 1] === '-' && at + 2 < end;
    ranges.push([first, isRange ? ensure(letters[at + 2], 'The end of a range') : first]);
    if (isRange) at += 2;
  }
  return { end, fits: (letter) => ranges.some(([first, last]) => first <= letter && letter <= last) !== isNegated };
}

/** `a{b,c{d,e}}` → `ab`, `acd`, `ace`. Braces without a comma, or that are not closed, are letters. */
function expandBraces(pattern: string): string[] | undefined {
  const whole: string[] = [];
  const waiting = [pattern];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const braces = firstBraces(next);
    if (braces) for (const choice of braces.choices) waiting.push(braces.before + choice + braces.after);
    else whole.push(next);
    if (whole.length + waiting.length > MOST_ALTERNATIVES) return undefined;
  }
  return whole;
}

function firstBraces(text: string): { before: string; choices: string[]; after: string } | undefined {
  const open: { at: number; commas: number[] }[] = [];
  for (let at = 0; at < text.length; at++) {
    const inner = open.at(-1);
    if (text[at] === '\\') at++;
    else if (text[at] === '{') open.push({ at, commas: [] });
    else if (text[at] === ',') inner?.commas.push(at);
    else if (text[at] === '}' && inner) {
      open.pop();
      if (inner.commas.length === 0) continue;
      const edges = [inner.at, ...inner.commas, at];
      const choices = edges.slice(1).map((edge, index) => text.slice((edges[index] ?? edge) + 1, edge));
      return { before: text.slice(0, inner.at), choices, after: text.slice(at + 1) };
    }
  }
  return undefined;
}

/** The same letters with accents are written in two ways, and disks return either. */
function folded(text: string): string {
  const composed = text.normalize('NFC');
  return FOLDS_CASE ? composed.toLowerCase() : composed;
}

// CONTRIBUTING names every room and only files that are there, documents link what is there, and the sources speak its words.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { resource } from '../app/platform/resources.ts';

const CONTRIBUTING = readFileSync(resource('CONTRIBUTING.md'), 'utf8');

/** Made by a build, installed, or written into a library. */
const NOT_IN_SOURCE = /^(?:(?:dist|node_modules)\/|sessions\.json$)/;
const FILE_OR_FOLDER = /^[\w.-]+(?:\/[\w.-]+)*(?:\/|\.(?:ts|tsx|cts|mjs|md|yml|yaml|json|svg|html))$/;

/** Words that have another in the glossary, or make persons of things. Whole words of comments, in any case. */
const IN_COMMENTS: Record<string, string> = {
  'whoever|whomever': 'what it is: a person, a file, a caller',
  'ledgers?': 'actions',
  'verdicts?': 'answer',
  'enem(?:y|ies)': 'cannot-link',
  'neighbourhoods?': 'personIndex',
  'consolidations?': 'auto-merge',
  whereabouts: 'file existence',
  'lanes?': 'worker',
};
/** Words of the names that sources declare: `openLedger`, `verdictOf`. */
const IN_NAMES = /^(?:ledger|verdict|enemy|enemies|neighbourhood|consolidation|whereabouts|lanes?)$/;
/** Constants of another value next door each: they need their subject, as `LINKAGE_PRODUCTS_PER_SLICE` has. */
const WITHOUT_SUBJECT =
  /^(?:SLICE|BATCH|GROWTH|MARGIN|EACH|SOON|DOUBT|SAMPLED|STEPS|SIDE|MOST|FEW|MANY|TIMES|AT_ONCE|(?:PATIENCE|LIMIT)(?:_MS)?)$/;

test('Every room of the program has its line in CONTRIBUTING', () => {
  const rooms = [
    ...foldersIn('app').map((name) => `app/${name}/`),
    ...foldersIn('app/people').map((name) => `${name}/`),
  ];
  const named = new Set(CONTRIBUTING.split('\n').map(roomOf));
  // What the core's line says of `calls/` is enough: it is that file's other half.
  expect(rooms.filter((room) => !named.has(room))).toEqual(['app/calls/']);
});

test('Every file and folder that CONTRIBUTING names is there', () => {
  expect(namedPaths(CONTRIBUTING).length).toBeGreaterThan(40);
  expect(namedPaths(CONTRIBUTING).flatMap(([path, room]) => (isThere(path, room) ? [] : [path]))).toEqual([]);
  expect(isThere('decode.ts', 'app/store/')).toBe(false);
});

test('Every link of the documents leads to a file', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'models/README.md',
    ...readdirSync(resource('docs')).map((name) => `docs/${name}`),
  ];
  const links = documents
    .filter((document) => document.endsWith('.md'))
    .flatMap((document) => {
      const text = readFileSync(resource(...document.split('/')), 'utf8');
      const places = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => path);
      return places.map((path) => join(dirname(document), ...path.split('/')));
    });
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter((path) => !existsSync(resource(path)))).toEqual([]);
});

test('Every migration has a number of its own: of two with one, a library at that number would never get the second', () => {
  const numbers = readdirSync(resource('migrations')).map((name) => name.slice(0, 4));
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
});

test('Comments and names of the program speak the words of the glossary', () => {
  const found = sources().flatMap((file) => otherWords(file, readFileSync(resource(...file.split('/')), 'utf8')));
  expect(found).toEqual([]);
});

test('A word that is not in the glossary is found in a comment and in a name, and nowhere else', () => {
  const planted = [
    '// whoever waits, and for whom',
    'const ledgerOf = 1, verdictive = 2; const text = `nobody, ${SLICE}`;',
    'const BATCH = 32; const FACES_PER_BATCH = 2;',
    "sql('SELECT verdict FROM answer'); // a plane",
    'function openLanes(plane: number) {}',
  ];
  expect(otherWords('x.ts', planted.join('\n'))).toEqual([
    'x.ts:1 says “whoever”: say what it is: a person, a file, a caller',
    'x.ts:2 names “ledgerOf”: say it by a word of the glossary',
    'x.ts:3 names “BATCH”: say of what',
    'x.ts:5 names “openLanes”: say it by a word of the glossary',
  ]);
});

test('One name stands for one thing: no two files of the program, or of the screen, export the same', () => {
  expect(exportedTwice('app', /^app\/(?!contract\/|commands\/).*(?<!\.test)\.(?:ts|cts|mjs)$/)).toEqual([]);
  expect(exportedTwice('renderer', /^renderer\/(?!text\/).*(?<!\.test)\.tsx?$/)).toEqual([]);
  // The contract speaks of what others make, a command of what it does, and a language has each text again.
  expect(exportedTwice('app', /^app\/(?:contract\/workers|workers\/invitations)\.ts$/)).toEqual(['Invitation']);
});

/** @param isMeant of the paths of files */
function exportedTwice(folder: string, isMeant: RegExp): string[] {
  const files = readdirSync(resource(folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => isMeant.test(path));
  const exported = files.flatMap((path) => {
    const text = readFileSync(resource(...path.split('/')), 'utf8');
    const names = text.matchAll(/^export (?:async )?(?:function\*?|class|interface|type|const) (\w+)/gm);
    return [...new Set([...names].map(([, name = '']) => name))]; // a schema and its type share one
  });
  return [...new Set(exported.filter((name, at) => exported.indexOf(name) !== at))];
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(resource(...folder.split('/')), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

/** The room that a line of a table is about. */
function roomOf(line: string): string {
  return /^\| `([^`]+)`/.exec(line)?.[1] ?? '';
}

function namedPaths(markdown: string): [path: string, room: string][] {
  return markdown
    .split('\n')
    .flatMap((line) =>
      [...line.matchAll(/`([^`]+)`/g)]
        .map(([, path = '']): [string, string] => [path, roomOf(line)])
        .filter(([path]) => FILE_OR_FOLDER.test(path) && !NOT_IN_SOURCE.test(path)),
    );
}

/** From the root, or from the room whose line it is. */
function isThere(path: string, room: string): boolean {
  const within = room.endsWith('/') ? [room, join('app', 'people', room)] : ['app'];
  return ['', 'app/people', ...within].some((folder) => existsSync(resource(join(folder, path))));
}

function sources(): string[] {
  const files = readdirSync(resource('app'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => /(?<!\.test)\.(?:ts|cts|mjs)$/.test(name))
    .map((name) => `app/${name.replaceAll('\\', '/')}`);
}

function otherWords(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const at = `${file}:${index + 1}`;
    const comment = /^\s*(?:\/\/|\/\*|\*)(.*)$|\s\/\/ (.*)$/.exec(line);
    const words = Object.entries(IN_COMMENTS).flatMap(([other, word]) => {
      const said = new RegExp(`\\b(?:${other})\\b`, 'i').exec(comment?.[1] ?? comment?.[2] ?? '')?.[0];
      return said === undefined ? [] : [`${at} says “${said}”: say ${word}`];
    });
    const names = [...line.matchAll(/\b(?:const|let|function\*?|class|interface|type)\s+(\w+)/g)].flatMap(
      ([, name = '']) => {
        if (WITHOUT_SUBJECT.test(name)) return [`${at} names “${name}”: say of what`];
        const parts = name.split(/(?=[A-Z])|_/).map((part) => part.toLowerCase());
        return parts.some((part) => IN_NAMES.test(part))
          ? [`${at} names “${name}”: say it by a word of the glossary`]
          : [];
      },
    );
    return [...words, ...(comment?.[1] === undefined ? names : [])];
  });
}

// What is set for a whole library: a few values by name, each with its schema and default, which survive a restart.

import { z } from 'zod';
import { LargeModelName, ModelName, SMALLEST_FACE } from '../contract.ts';
import { type Database, query } from './database.ts';

/** How values stand in the table, whose column is text. */
const text = z.string();
const yesOrNo = z.stringbool({ truthy: ['yes'], falsy: ['no'], case: 'sensitive' });
const number = z.codec(text, z.number(), { decode: Number, encode: String });
const count = z.codec(text, z.int().nonnegative(), { decode: Number, encode: String });
const nameOrNothing = z.codec(text, LargeModelName.nullable(), {
  decode: (name) => LargeModelName.nullable().parse(name || null),
  encode: (name) => name ?? '',
});

const SETTINGS = {
  /** No photo is read until the user says so. */
  paused: { schema: yesOrNo, default: false },
  /** Photos are read on battery too. */
  worksOnBattery: { schema: yesOrNo, default: false },
  /** As a share of the photo's longer side; of a panorama's shorter one, twice. */
  smallestFace: { schema: number, default: SMALLEST_FACE },
  /** A raw file and its JPEG, or an edited copy and its original, are two photos. */
  filesApart: { schema: yesOrNo, default: false },
  /** People are looked for in videos, but for those of folders in which they are not. */
  findsPeopleInVideos: { schema: yesOrNo, default: true },
  /** Names are written into sidecars in folders that are added from now on as well. */
  writesNamesInNewFolders: { schema: yesOrNo, default: false },
  /** The action after which answers teach. */
  learningSince: { schema: count, default: 0 },
  /** The score that those answers are about. */
  learningScore: { schema: text, default: null },
  /** How many faces there were at the last auto-merge. */
  consolidatedAt: { schema: count, default: 0 },
  /** Which index of people was made of this library last. */
  personIndex: { schema: text, default: null },
  /** What the file of vectors was made as last, or that it is being written. */
  vectorFile: { schema: text, default: null },
  /** What the numbers of a large model mean, as this library's own faces showed. */
  calibration: { schema: text, default: null },
  /** The models that tell faces apart. */
  network: { schema: ModelName, default: 'shipped' },
  /** The model that is to, as soon as it has embedded all faces. */
  nextNetwork: { schema: nameOrNothing, default: null },
} as const satisfies Record<string, { schema: z.ZodType<unknown, string>; default: unknown }>;

export type SettingName = keyof typeof SETTINGS;
/** What may be set. */
export type SettingValue<N extends SettingName> = z.output<(typeof SETTINGS)[N]['schema']>;
/** What is read: the default as well. */
type SettingOrDefault<N extends SettingName> =
  SettingValue<N> | ((typeof SETTINGS)[N]['default'] extends null ? null : never);

export function settingStore(database: Database) {
  const one = query(database, z.object({ value: z.string() }), 'SELECT value FROM setting WHERE key = ?');
  const put = database.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)');
  return {
    /** @returns the default where nothing was set, or by another version, in words that this one does not know */
    get<N extends SettingName>(name: N): SettingOrDefault<N> {
      const { schema, default: unset } = SETTINGS[name];
      const row = one.get(name);
      const read = row === undefined ? undefined : decode(schema, row.value);
      return (read?.value ?? unset) as SettingOrDefault<N>; // the schema and the type are one line of the table
    },
    set<N extends SettingName>(name: N, value: SettingValue<N>): void {
      const schema: z.ZodType<unknown, string> = SETTINGS[name].schema;
      put.run(name, z.encode(schema, value));
    },
  };
}

function decode(schema: z.ZodType<unknown, string>, value: string): { value: unknown } | undefined {
  try {
    return { value: z.decode(schema, value) };
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

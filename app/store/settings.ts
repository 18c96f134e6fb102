// What the user set for the whole library: a few values by name, which survive a restart.

import { z } from 'zod';
import { type Database, query } from './database.ts';

export type SettingStore = ReturnType<typeof settingStore>;
/**
 * `paused`: no photo is read until the user says so; `learningSince`: the action after which answers teach, about the
 * score named by `learningScore`;
 * `worksOnBattery`: photos are read on battery too; `smallestFace`: as a share of the photo's longer side;
 * `consolidatedAt`: how many faces there were when people who stood were last joined;
 * `personIndex`: which index of people was made of this library last;
 * `askedAbout`: the people about whom there was most to ask;
 * `network`: what tells faces apart, `nextNetwork`: what is to, as soon as it has described them all.
 */
export type Setting =
  | 'paused'
  | 'learningSince'
  | 'learningScore'
  | 'worksOnBattery'
  | 'smallestFace'
  | 'consolidatedAt'
  | 'personIndex'
  | 'askedAbout'
  | 'network'
  | 'nextNetwork';

export function settingStore(database: Database) {
  const one = query(database, z.object({ value: z.string() }), 'SELECT value FROM setting WHERE key = ?');
  const put = database.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)');
  return {
    get: (key: Setting): string | null => one.get(key)?.value ?? null,
    set: (key: Setting, value: string) => void put.run(key, value),
  };
}

// What the person chose for this computer alone: notifications, opening at login, updates. All are off until then.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../errors.ts';

const off = z.boolean().default(false);
const Choices = z.object({ notify: off, openAtLogin: off, update: off });
type Choices = z.output<typeof Choices>;

/** @param act what else is to be done when a choice changes */
export function openChoices(file: string, act: { [name in keyof Choices]?: (value: boolean) => void }) {
  const choices = read(file);
  return {
    get: (name: keyof Choices) => choices[name],
    set(name: keyof Choices, value: boolean) {
      choices[name] = value;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(choices));
      act[name]?.(value);
    },
  };
}

export type OpenChoices = ReturnType<typeof openChoices>;

/** Nothing in a missing or damaged file is worth more than its default. */
function read(file: string): Choices {
  try {
    return Choices.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && !(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    return Choices.parse({});
  }
}

// What leads from one who is named in turn to the next, beside a name: letters that come meanwhile are the next one's.

import { useRef } from 'react';
import { hidePeople, mergePeople } from '../commands/people.ts';
import { undo } from '../commands/undo.ts';
import type { NamingHandle } from './use-naming.ts';

/** @returns `field`: for the field of the name */
export function useInTurn(person: number) {
  const field = useRef<NamingHandle>(null);
  const during = (work: () => Promise<boolean>) => field.current?.during(work);
  return {
    field,
    hide: () => during(() => hidePeople([person], true)),
    takeBack: () => during(() => undo().then(() => true)),
    /** @returns what a button does, by the key that does the same */
    lead: (key: string, act: () => void) => () => field.current?.lead(key, act),
    guess: (who: number) => during(async () => (await mergePeople([person], who)) !== undefined),
  };
}

// Says random things to a library, and tells what was acknowledged: names, answers, merges, splits.

import type { Library } from '../../app/core.ts';
import type { Acknowledged } from './library.ts';
import type { Random } from '../seeded-random.ts';

/** @returns what the engine acknowledged; nothing when there was nothing to say, or it was refused with a reason */
export async function saySomething({ engine }: Library, random: Random): Promise<Acknowledged | undefined> {
  const { people } = await engine['people.list']({ section: 'seldom', offset: 0, limit: 50 });
  const { people: more } = await engine['people.list']({ section: 'main', offset: 0, limit: 50 });
  const all = [...people, ...more];
  const person = random.pick(all);
  const other = random.pick(all);
  if (!person || !other) return undefined;
  switch (random.below(4)) {
    case 0: {
      const name = `Person ${Math.floor(random.next() * 1e9)}`;
      await engine['people.name']({ person: person.id, name, ifTaken: 'keepBoth' });
      break;
    }
    case 1: {
      if (person.id === other.id) return undefined;
      await engine['people.merge']({ people: [other.id], into: person.id });
      break;
    }
    case 2: {
      const { faces } = await engine['people.faces']({ person: person.id, offset: 0, limit: 10 });
      const [face] = faces;
      if (faces.length < 2 || !face) return undefined;
      await engine['people.split']({ person: person.id, faces: [face.id] });
      break;
    }
    default: {
      const { next } = await engine['questions.next']({});
      if (!next) return undefined;
      const { left, right } = next;
      const answer = random.pick(['same', 'different', 'unsure'] as const) ?? 'unsure';
      const keep = left.person.id;
      await engine['questions.answer']({ left: left.face, right: right.face, answer, keep });
    }
  }
  const { entries } = await engine['history.list']({ offset: 0, limit: 1 });
  return entries.map(({ id, sentence }) => ({ id, sentence: sentence.text }))[0];
}

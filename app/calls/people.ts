// The calls about people and their faces: who they are, what is said of them, and what was learnt from it.

import type { Activity } from '../library/activity.ts';
import type { Engine } from '../contract.ts';
import { AppError } from '../errors.ts';
import type { Draw } from '../library/drawing.ts';
import type { People } from '../people/index.ts';
import { mention } from '../search/query.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Store } from '../store/index.ts';
import { cardOf, toFace } from './records.ts';

type PeopleCalls = Pick<Engine, Extract<keyof Engine, `people.${string}` | `faces.${string}` | `learning.${string}`>>;

interface PeopleCallsOptions {
  store: Store;
  people: People;
  activity: Activity;
  draw: Draw;
}

export function makePeopleCalls({ store, people, activity, draw }: PeopleCallsOptions): PeopleCalls {
  const after = <Reply>(reply: Reply): Reply => {
    activity.changed('people');
    return reply;
  };

  return {
    'people.list': ({ section, offset, limit }) => {
      const sections = store.people.sections();
      return {
        people: store.people.list(section, limit, offset),
        total: sections[section],
        sections,
        isEarly: store.people.isEarly(),
      };
    },
    'people.get'({ person }) {
      const { first, last, towns } = store.people.whenAndWhere(person);
      const { note, born } = store.personDetails.of(person);
      const card = cardOf(store, person);
      return { person: card, firstTakenAt: first, lastTakenAt: last, towns: mainTowns(towns), note, born };
    },
    'people.photos': ({ person, offset, limit }) => ({
      photos: store.photos.ofPerson(person, limit, offset),
      total: cardOf(store, person).photos,
    }),
    'people.faces': ({ person, offset, limit }) => ({
      faces: store.photos.facesOfPerson(person, limit, offset).map(toFace),
      total: cardOf(store, person).faces,
    }),
    'people.together'({ person, limit }) {
      const card = cardOf(store, person);
      const names = store.people.names();
      const found = store.people.together(person, limit).map(({ shared, ...other }) => ({
        person: other,
        photos: shared,
        mentions: [mention(card, names), mention(other, names)] satisfies [string, string],
      }));
      return { people: found };
    },
    'people.favourite'({ people: chosen, favourite }) {
      return after({ action: people.favourite(chosen, favourite) });
    },
    'people.details': ({ person, note, born }) => after(people.details(person, { note, born })),
    'people.suggest'({ typed }) {
      const name = typed.trim();
      if (name === '') return { people: [], isTaken: false };
      return { people: store.people.suggest(name), isTaken: store.people.called(name, null).length > 0 };
    },
    'people.name'({ person, name, ifTaken }) {
      const result = people.name(person, name, ifTaken);
      if (result.outcome === 'taken') return result;
      return after({ outcome: result.outcome, person: result.person, action: result.change.action });
    },
    'people.merge': ({ people: merged, into }) => after(people.merge(merged, into)),
    'people.hide'({ people: shown, hidden }) {
      return after({ action: people.hide(shown, hidden) });
    },
    'people.hideSeenOnce'() {
      const strangers = store.people.seenOnce();
      return after({ people: strangers.length, action: people.hide(strangers, true) });
    },
    'people.split': ({ person, faces }) => after(people.split(person, faces)),

    async 'people.alike'({ person, limit }) {
      await people.readyFor(person);
      cardOf(store, person);
      const found = people.alike(person, limit);
      return {
        people: found.map((other) => ({ person: cardOf(store, other.person), probability: other.probability })),
      };
    },
    'people.confirm': ({ person, same, different }) => after(people.confirm(person, same, different)),
    'people.doubtful'({ person, limit }) {
      cardOf(store, person);
      const doubtful = people.doubtful(person);
      const faces = doubtful.slice(0, limit).flatMap((id) => store.photos.face(id) ?? []);
      return { faces: faces.map(toFace), remaining: doubtful.length };
    },
    'people.check'({ person, right, wrong }) {
      const checked = people.check(person, right, wrong);
      if (wrong.length > 0) activity.regroup();
      return after(checked);
    },
    'people.notOn'({ person, photos }) {
      cardOf(store, person);
      const wrong = people.facesOn(person, new Set(photos));
      if (wrong.length === 0) throw new AppError('conflict', sentence('facesMoved'));
      const checked = people.check(person, [], wrong);
      activity.regroup();
      return after({ ...checked, left: wrong.length });
    },
    'people.cover': ({ person, face }) => after(people.cover(person, face)),
    'people.dissolve'({ person }) {
      const action = people.dissolve(person);
      activity.regroup();
      return after({ action });
    },
    'faces.assign': ({ faces, person, name }) => after(people.assign(faces, person, name)),
    async 'faces.draw'({ photo, box }) {
      const { face, action } = await draw(photo, box);
      return after({ ...toFace(face), action });
    },
    'faces.reject'({ faces }) {
      return after({ action: people.reject(faces) });
    },
    'learning.get'() {
      const { shipped, learnt, lessons } = people.learning();
      const shown = lessons.map(({ similarity, answer }) => ({ similarity, answer }));
      return { shipped: shipped.threshold, learnt: learnt.threshold, lessons: shown };
    },
    'learning.reset'() {
      people.unlearn();
      return after({});
    },
  };
}

const MOST_TOWNS = 3;
/** Of all photos with a town: less is a visit. */
const LEAST_SHARE_OF_TOWN = 0.2;
const LEAST_PHOTOS_OF_TOWN = 2;

/** @param towns those with the most photos first */
function mainTowns(towns: readonly { name: string; country: string; photos: number }[]) {
  const all = towns.reduce((sum, { photos }) => sum + photos, 0);
  return towns
    .filter(({ photos }) => photos >= LEAST_PHOTOS_OF_TOWN && photos >= LEAST_SHARE_OF_TOWN * all)
    .slice(0, MOST_TOWNS)
    .map(({ name, country }) => ({ name, country }));
}

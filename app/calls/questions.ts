// The calls of the queue, "same or different?", and of the history of all that was said.

import type { Activity } from '../library/activity.ts';
import type { Engine, HistoryEntry, Reply, Request } from '../contract.ts';
import { AppError } from '../errors.ts';
import type { People } from '../people/index.ts';
import { breathe } from '../scheduling/slices.ts';
import { sentence, type Sentence } from '../sentences/sentence.ts';
import type { Store } from '../store/index.ts';
import { historyEntryOf, photoCardOf, questionSideOf } from './records.ts';

type QuestionCalls = Pick<
  Engine,
  Extract<keyof Engine, `questions.${string}` | `history.${string}` | `transfer.${string}`>
>;

export function makeQuestionCalls(store: Store, people: People, activity: Activity): QuestionCalls {
  const after = <Reply>(reply: Reply): Reply => {
    activity.changed('people');
    return reply;
  };

  return {
    async 'questions.next'({ shown }) {
      await people.readyToAsk(shown);
      return nextQuestion(shown);
    },
    async 'questions.answer'({ left, right, answer, of, keep, insist }) {
      const about = of === 'right' ? right : left;
      if (answer === 'notFace') {
        const action = people.reject([about]);
        return after({ ...recorded(sentence('noFaceNow'), action), ...(await nextQuestion()) });
      }
      if (answer === 'mirror') {
        const action = people.collage([photoOf(about)]);
        return after({ ...recorded(sentence('collageNow'), action), ...(await nextQuestion()) });
      }
      const result = people.answer(left, right, answer, { keep, insist });
      switch (result.outcome) {
        case 'twoNames':
          return result;
        case 'onePhoto':
          return { ...result, photo: photoCardOf(store, result.photo) };
        case 'contradiction': {
          const { earlier } = result;
          const faces = { left: answeredFace(earlier.left), right: answeredFace(earlier.right) };
          const before = earlier.answer === 'same' ? 'same' : 'different';
          return { ...result, earlier: { ...faces, answer: before, at: earlier.at } };
        }
        default: {
          const { sentence: settled, settledFaces, foundPhotos, change } = result;
          return after({ ...recorded(settled, change.action, settledFaces, foundPhotos), ...(await nextQuestion()) });
        }
      }
    },

    'transfer.export': () => people.exportTransfer(),
    'transfer.import': ({ said: transfer }) => after(people.importTransfer(transfer)),

    async 'history.list'({ offset, limit }) {
      const entries: HistoryEntry[] = [];
      for (const [index, entry] of store.facts.history(limit, offset).entries()) {
        if (index > 0 && index % ENTRIES_AT_ONCE === 0) await breathe();
        entries.push(historyEntryOf(store, entry));
      }
      return { entries, total: store.facts.count() };
    },
    'history.undo'({ action }) {
      const undone = people.undo(action);
      if (undone === null) return { undone, action: null };
      activity.changed('people');
      activity.changed('photos');
      return { undone: historyEntryOf(store, undone), action: undone.action };
    },
    'history.redo'() {
      const redone = people.redo();
      if (redone) activity.changed('people');
      if (redone) activity.changed('photos');
      return { redone: redone && historyEntryOf(store, redone) };
    },
  };

  async function nextQuestion(shown?: Request<'questions.next'>['shown']): Promise<Reply<'questions.next'>> {
    const { asked, remaining, important, ahead } = people.nextQuestion(shown);
    const rest = { remaining, important, ahead: ahead.map(({ id }) => id) };
    if (!asked) return { next: null, ...rest };
    const { left, right, more, probability, gain } = asked;
    const sides = {
      left: await questionSideOf(store, left, more.left),
      right: await questionSideOf(store, right, more.right),
    };
    return { next: { ...sides, probability, gain }, ...rest };
  }

  /** The visible person that holds it by now, if any. */
  function answeredFace(face: number) {
    const person = store.photos.face(face)?.person ?? null;
    return { face, person: person === null ? null : (store.people.get(person) ?? null) };
  }

  function photoOf(face: number): number {
    const found = store.photos.face(face);
    if (!found) throw new AppError('notFound', sentence('faceGone'));
    return found.photo;
  }
}

/** Of each it is looked up what builds on it: less than ten milliseconds. */
const ENTRIES_AT_ONCE = 20;

function recorded(settled: Sentence, action: number | null, settledFaces = 0, foundPhotos = 0) {
  return { outcome: 'recorded' as const, sentence: settled, settledFaces, foundPhotos, action };
}

// "Are these all Anna?": the user looks through faces of one person, ticks those who are not, and confirms the others.

import { AppError } from '../../errors.ts';
import { sentence, type Sentence } from '../../sentences/sentence.ts';
import type { Someone } from '../../sentences/someone.ts';
import type { Store } from '../../store/index.ts';
import { isSaid } from '../grouping/constraints.ts';
import type { Groups } from '../grouping/groups.ts';
import { type Change, type Actions, someone } from './actions.ts';
import type { Corrected } from './corrections.ts';

/**
 * As one action: the right ones stay for good; the wrong ones leave, are called different from the person, and belong to no
 * person until they are grouped anew, as each of them may be another one.
 * @throws AppError `conflict` where a face has left the person meanwhile, `badRequest` when none would stay
 */
export function check(
  store: Store,
  groups: Groups,
  { record, placedFaceOf, cardOf, moveFaces }: Actions,
  { person, right, wrong }: { person: number; right: readonly number[]; wrong: readonly number[] },
): Corrected {
  const card = cardOf(person);
  const leaving = new Set(wrong);
  const confirmed = [...new Set(right)].filter((face) => !leaving.has(face));
  if ([...confirmed, ...leaving].some((face) => placedFaceOf(face).person !== person)) {
    throw new AppError('conflict', sentence('facesMoved'));
  }
  const anchor = anchorOf(card.cover, confirmed, leaving) ?? stayingIn(groups, person, leaving);
  if (anchor === undefined) throw new AppError('badRequest', sentence('splitAll'));
  const change: Change = record('answer', sentenceFor(someone(card), confirmed.length, leaving.size), (action) => {
    for (const face of confirmed) {
      if (face !== anchor && !isSaid(store, anchor, face, 'same')) store.facts.answer(action, anchor, face, 'same');
    }
    for (const face of leaving) store.facts.answer(action, anchor, face, 'different');
    moveFaces(
      action,
      [...leaving].map((id) => ({ id })),
      null,
    );
    return [person];
  });
  return { card: cardOf(person), change };
}

function sentenceFor(person: Someone, right: number, wrong: number): Sentence {
  if (wrong === 0) return sentence('checkedAll', { faces: right, person });
  if (right === 0) return sentence('split', { faces: wrong, from: person });
  return sentence('checkedSome', { faces: right + wrong, person, wrong });
}

/** The face that stands for the person in what is said: the cover, unless that is wrong itself. */
function anchorOf(cover: number, confirmed: readonly number[], leaving: ReadonlySet<number>): number | undefined {
  return leaving.has(cover) ? confirmed[0] : cover;
}

function stayingIn(groups: Groups, person: number, leaving: ReadonlySet<number>): number | undefined {
  return groups.people.get(person)?.faces.find(({ id }) => !leaving.has(id))?.id;
}

// The state of the review: the pair that is asked, what the last answer settled, and the names to choose from.

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Answer, Question, Reply } from '../../../app/contract.ts';
import { sayFailed, withdrawOffer } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { text, wordsOf } from '../../text/text.ts';
import type { Round } from './round-card.tsx';
import { useQuestion } from './use-question.ts';

/** The answer, and why it cannot simply be taken: the user is asked back. The page below may show another pair by then. */
export type AskedBack = Exclude<Reply<'questions.answer'>, { outcome: 'recorded' }> & {
  said: Answer;
  about: Question;
};

/** After so many answers the user is told what they brought. */
const ANSWERS_A_ROUND = 20;

/** How many questions there were before an answer, the photos that it brought, and the action that takes it back. */
interface Answered {
  action: number | null;
  remaining: number;
  foundPhotos: number;
}

export type Review = ReturnType<typeof useReview>;

export function useReview() {
  /** One thing at a time: a second key press would answer a pair that was not yet shown. */
  const underWay = useRef<Promise<void>>(undefined);
  const { state, error, load, show, isOnScreen } = useQuestion(underWay);
  const [sentence, setSentence] = useState<{ words: string; turn: number }>();
  const [askedBack, setAskedBack] = useState<AskedBack>();
  /** What the answers of the round that has ended brought, until the next answer. */
  const [ended, setEnded] = useState<Round>();
  /** The answers of this round. */
  const round = useRef<Answered[]>([]);
  /** Those of them that were taken back, by the action of each: they may be said again. */
  const takenBack = useRef(new Map<number, Answered>());
  const turn = useRef(0);

  async function once(work: () => Promise<void>): Promise<void> {
    if (underWay.current !== undefined || !isOnScreen()) return;
    underWay.current = work()
      .catch((cause: unknown) => {
        sayFailed(cause);
        setSentence(undefined);
        // Another window may have answered: what can be asked now is shown.
        load();
      })
      .finally(() => (underWay.current = undefined));
    await underWay.current;
  }

  const say = (words: string) => setSentence({ words, turn: ++turn.current });

  const answer = (said: Answer, more: { keep?: number; insist?: boolean; of?: 'left' | 'right' } = {}) =>
    once(async () => {
      const question = askedBack?.about ?? state?.next;
      if (!state || !question) return;
      setAskedBack(undefined);
      const { left, right } = question;
      const reply = await call('questions.answer', { left: left.face, right: right.face, answer: said, ...more });
      if (reply.outcome !== 'recorded') {
        // A key before the user is seen to be asked back would answer the same pair once more.
        return flushSync(() => setAskedBack({ ...reply, said, about: question }));
      }
      takenBack.current.clear();
      if (round.current.length >= ANSWERS_A_ROUND) round.current = [];
      const { action, foundPhotos } = reply;
      if (said !== 'later') round.current.push({ action, remaining: state.remaining, foundPhotos });
      endRound(reply.remaining);
      // The question itself is one of them.
      const others = state.remaining - 1 - reply.remaining;
      await show(reply);
      say(others > 0 ? `${wordsOf(reply.sentence)} ${text.review.fewer(others)}` : wordsOf(reply.sentence));
    });

  /** If it has as many answers as a round has; the next one begins another. */
  function endRound(remaining: number): void {
    const answers = round.current;
    if (answers.length < ANSWERS_A_ROUND) return setEnded(undefined);
    const foundPhotos = answers.reduce((sum, answered) => sum + answered.foundPhotos, 0);
    const fewer = (answers[0]?.remaining ?? remaining) - remaining;
    return setEnded({ answered: answers.length, fewer, foundPhotos });
  }

  const undo = () =>
    once(async () => {
      const { undone } = await call('history.undo', {});
      if (undone === null) return say(text.toasts.nothingToUndo);
      withdrawOffer(undone.id);
      const last = round.current.at(-1);
      if (last?.action === undone.id) {
        round.current.pop();
        takenBack.current.set(undone.id, last);
      }
      await showNext(text.toasts.undone(wordsOf(undone.sentence)));
    });

  const redo = () =>
    once(async () => {
      const { redone } = await call('history.redo', {});
      if (redone === null) return say(text.toasts.nothingToRedo);
      const again = takenBack.current.get(redone.id);
      takenBack.current.delete(redone.id);
      if (again) round.current.push(again);
      await showNext(text.toasts.redone(wordsOf(redone.sentence)));
    });

  /** The question that was taken back, or the one after it: not the one that stands there. */
  async function showNext(words: string): Promise<void> {
    const next = await call('questions.next', {});
    endRound(next.remaining);
    await show(next);
    say(words);
  }

  return {
    state,
    sentence,
    askedBack,
    error,
    ended,
    answer,
    undo,
    redo,
    load,
    goOn: () => setEnded(undefined),
    leaveOpen: () => setAskedBack(undefined),
  };
}

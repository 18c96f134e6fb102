// The state of the review: the pair that is asked, what the last answer settled, and the names to choose from.

import { useRef, useState } from 'react';
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

export type Review = ReturnType<typeof useReview>;

export function useReview() {
  /** One thing at a time: a second key press would answer a pair that was not yet shown. */
  const underWay = useRef<Promise<void>>(undefined);
  const { state, error, load, show, isOnScreen } = useQuestion(underWay);
  const [sentence, setSentence] = useState<{ words: string; turn: number }>();
  const [askedBack, setAskedBack] = useState<AskedBack>();
  /** What the answers of the round that has ended brought, until the next answer. */
  const [ended, setEnded] = useState<Round>();
  /** How many questions there were before each answer of this round, and the photos that it brought. */
  const round = useRef<{ remaining: number; foundPhotos: number }[]>([]);
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
      if (reply.outcome !== 'recorded') return setAskedBack({ ...reply, said, about: question });
      if (said !== 'later') round.current.push({ remaining: state.remaining, foundPhotos: reply.foundPhotos });
      setEnded(round.current.length < ANSWERS_A_ROUND ? undefined : endRound(reply.remaining));
      // The question itself is one of them.
      const others = state.remaining - 1 - reply.remaining;
      await show(reply);
      say(others > 0 ? `${wordsOf(reply.sentence)} ${text.review.fewer(others)}` : wordsOf(reply.sentence));
    });

  function endRound(remaining: number): Round {
    const answers = round.current.splice(0);
    const foundPhotos = answers.reduce((sum, answered) => sum + answered.foundPhotos, 0);
    return { answered: answers.length, fewer: (answers[0]?.remaining ?? remaining) - remaining, foundPhotos };
  }

  const undo = () =>
    once(async () => {
      const { undone } = await call('history.undo', {});
      if (undone === null) return say(text.toasts.nothingToUndo);
      withdrawOffer(undone.id);
      round.current.pop();
      await showNext(text.toasts.undone(wordsOf(undone.sentence)));
    });

  const redo = () =>
    once(async () => {
      const { redone } = await call('history.redo', {});
      if (redone === null) return say(text.toasts.nothingToRedo);
      await showNext(text.toasts.redone(wordsOf(redone.sentence)));
    });

  /** The question that was taken back, or the one after it: not the one that stands there. */
  async function showNext(words: string): Promise<void> {
    setEnded(undefined);
    await show(await call('questions.next', {}));
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

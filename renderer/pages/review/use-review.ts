// The state of the review: the pair that is asked, what the last answer settled, and the names to choose from.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Question, Reply } from '../../../app/contract.ts';
import { sayFailed, withdrawOffer } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { text, wordsOf } from '../../text/text.ts';
import type { Round } from './round-card.tsx';

/** A picture that takes longer than this appears when it comes. */
const PICTURE_WAIT_MS = 120;

/** The answer, and why it cannot simply be taken: the user is asked back. */
export type AskedBack = Exclude<Reply<'questions.answer'>, { outcome: 'recorded' }> & { said: Answer };

type Answered = Reply<'questions.next'>;

/** After so many answers the user is told what they brought. */
const ANSWERS_A_ROUND = 20;

export type Review = ReturnType<typeof useReview>;

export function useReview() {
  const [state, setState] = useState<Answered>();
  const [sentence, setSentence] = useState<{ words: string; turn: number }>();
  const [askedBack, setAskedBack] = useState<AskedBack>();
  const [error, setError] = useState<unknown>();
  /** What the answers of the round that has ended brought, until the next answer. */
  const [ended, setEnded] = useState<Round>();
  /** How many questions there were before each answer of this round, and the photos that it brought. */
  const round = useRef<{ remaining: number; foundPhotos: number }[]>([]);
  const isBusy = useRef(false);
  const turn = useRef(0);
  /** Of the pairs that may follow: as long as they are held, the browser does not ask for them again. */
  const picturesAhead = useRef<HTMLImageElement[]>([]);

  const show = useCallback(async (answered: Answered, words?: string) => {
    await picturesOf(answered.next);
    setState(answered);
    picturesAhead.current = answered.ahead.map(pictureOf);
    setSentence(words === undefined ? undefined : { words, turn: ++turn.current });
  }, []);

  const load = useCallback(
    () =>
      call('questions.next', {})
        .then((first) => show(first))
        .then(() => setError(undefined), setError),
    [show],
  );

  useEffect(() => {
    void load();
  }, [load]);

  /** One thing at a time: a second key press would answer a pair that was not yet shown. */
  async function once(work: () => Promise<void>): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      await work();
    } catch (cause) {
      sayFailed(cause);
      // Another window may have answered: what can be asked now is shown.
      await load();
    } finally {
      isBusy.current = false;
    }
  }

  const answer = (said: Answer, more: { keep?: number; insist?: boolean; of?: 'left' | 'right' } = {}) =>
    once(async () => {
      const question = state?.next;
      if (!question) return;
      setAskedBack(undefined);
      const { left, right } = question;
      const reply = await call('questions.answer', { left: left.face, right: right.face, answer: said, ...more });
      if (reply.outcome !== 'recorded') return setAskedBack({ ...reply, said });
      if (said !== 'later') round.current.push({ remaining: state.remaining, foundPhotos: reply.foundPhotos });
      setEnded(round.current.length < ANSWERS_A_ROUND ? undefined : endRound(reply.remaining));
      // The question itself is one of them.
      const others = state.remaining - 1 - reply.remaining;
      await show(
        reply,
        others > 0 ? `${wordsOf(reply.sentence)} ${text.review.fewer(others)}` : wordsOf(reply.sentence),
      );
    });

  function endRound(remaining: number): Round {
    const answers = round.current.splice(0);
    const foundPhotos = answers.reduce((sum, answered) => sum + answered.foundPhotos, 0);
    return { answered: answers.length, fewer: (answers[0]?.remaining ?? remaining) - remaining, foundPhotos };
  }

  const undo = () =>
    once(async () => {
      const { undone } = await call('history.undo', {});
      if (undone !== null) withdrawOffer(undone.id);
      round.current.pop();
      setEnded(undefined);
      const words = undone === null ? text.review.nothingToUndo : text.review.undone(wordsOf(undone.sentence));
      await show(await call('questions.next', {}), words);
    });

  return {
    state,
    sentence,
    askedBack,
    error,
    ended,
    answer,
    undo,
    load,
    goOn: () => setEnded(undefined),
    leaveOpen: () => setAskedBack(undefined),
  };
}

/** Both pictures are there before the pair is shown: nothing flashes. */
async function picturesOf(question: Question | null): Promise<void> {
  if (question === null) return;
  // A picture that cannot be had is shown as missing, not waited for.
  const pictures = [question.left.face, question.right.face].map((face) =>
    pictureOf(face)
      .decode()
      .catch(() => undefined),
  );
  await Promise.race([Promise.all(pictures), new Promise((resolve) => setTimeout(resolve, PICTURE_WAIT_MS))]);
}

function pictureOf(face: number): HTMLImageElement {
  const picture = new Image();
  picture.src = `media/face/${face}`;
  return picture;
}

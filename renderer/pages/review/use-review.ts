// The state of the review: the pair that is asked, what the last answer settled, and the names to choose from.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Question, Reply } from '../../../app/contract.ts';
import { sayFailed, withdrawOffer } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { text, wordsOf } from '../../text/text.ts';

/** A picture that takes longer than this appears when it comes. */
const PICTURE_WAIT_MS = 120;

/** The answer, and why it cannot simply be taken: the user is asked back. */
export type AskedBack = Exclude<Reply<'questions.answer'>, { outcome: 'recorded' }> & { said: Answer };

type Answered = { next: Question | null; remaining: number };

export function useReview() {
  const [state, setState] = useState<Answered>();
  const [sentence, setSentence] = useState<{ words: string; turn: number }>();
  const [askedBack, setAskedBack] = useState<AskedBack>();
  const [error, setError] = useState<unknown>();
  const isBusy = useRef(false);
  const turn = useRef(0);

  const show = useCallback(async (answered: Answered, words?: string) => {
    await picturesOf(answered.next);
    setState(answered);
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
      await show(reply, wordsOf(reply.sentence));
    });

  const takeBack = () =>
    once(async () => {
      const { undone } = await call('history.undo', {});
      if (undone !== null) withdrawOffer(undone.id);
      const words = undone === null ? text.review.nothingToUndo : text.review.undone(wordsOf(undone.sentence));
      await show(await call('questions.next', {}), words);
    });

  return { state, sentence, askedBack, error, answer, takeBack, load, leaveOpen: () => setAskedBack(undefined) };
}

/** Both pictures are there before the pair is shown: nothing flashes. */
async function picturesOf(question: Question | null): Promise<void> {
  if (question === null) return;
  const pictures = [question.left.face, question.right.face].map((face) => {
    const picture = new Image();
    picture.src = `media/face/${face}`;
    // A picture that cannot be had is shown as missing, not waited for.
    return picture.decode().catch(() => undefined);
  });
  await Promise.race([Promise.all(pictures), new Promise((resolve) => setTimeout(resolve, PICTURE_WAIT_MS))]);
}

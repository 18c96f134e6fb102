// The pair that is asked about, kept true: it stays on the screen for as long as it is open, whatever is said elsewhere.

import { type RefObject, useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Question, Reply } from '../../../app/contract.ts';
import { call } from '../../engine/call.ts';
import { replies } from '../../engine/replies.ts';

type Answered = Reply<'questions.next'>;

const QUESTION_QUERY = ['questions.next', {}];
/** A picture that takes longer than this appears when it comes. */
const PICTURE_WAIT_MS = 120;

/** @param underWay what the user has just said; meanwhile nothing takes the place of the pair that it was said about */
export function useQuestion(underWay: RefObject<Promise<void> | undefined>) {
  // Who comes back is asked what matters most by then.
  const { data, error, refetch } = useQuery({ queryKey: QUESTION_QUERY, queryFn: ask, gcTime: 0 });
  const state = error === null ? data : undefined;
  /** Of the pairs that may follow: as long as they are held, the browser does not ask for them again. */
  const picturesAhead = useRef<HTMLImageElement[]>([]);
  const ahead = state?.ahead;
  useEffect(() => {
    picturesAhead.current = ahead?.map(pictureOf) ?? [];
  }, [ahead]);

  async function ask(): Promise<Answered> {
    for (;;) {
      await underWay.current;
      const before = standing();
      const answered = await call('questions.next', shownBy(before));
      await picturesOf(answered.next);
      if (underWay.current === undefined && standing() === before) return answered;
    }
  }

  return {
    state,
    error: error ?? undefined,
    load: () => void refetch(),
    show: async (answered: Answered) => {
      await picturesOf(answered.next);
      replies.setQueryData<Answered>(QUESTION_QUERY, answered);
    },
    /** Not while another pair is about to be painted; the same one with newer counts is as good as painted. */
    isOnScreen: () => isSamePair(standing()?.next, state?.next),
  };
}

function standing(): Answered | undefined {
  return replies.getQueryData<Answered>(QUESTION_QUERY);
}

function isSamePair(one: Question | null | undefined, other: Question | null | undefined): boolean {
  return one?.left.face === other?.left.face && one?.right.face === other?.right.face;
}

function shownBy(answered: Answered | undefined) {
  const question = answered?.next;
  return question ? { shown: { left: question.left.face, right: question.right.face } } : {};
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

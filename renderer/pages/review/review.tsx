// Same or different? One pair of faces, one key, the next pair at once.

import { useState } from 'react';
import { CircleCheckBig, Clock, Images, ScanFace, Undo2 } from 'lucide-react';
import { Button, ButtonLink } from '../../components/button.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Progress } from '../../components/progress.tsx';
import { useStatus } from '../../engine/events.ts';
import { addressOf } from '../../router.ts';
import { text } from '../../text/text.ts';
import { Answers } from './answers.tsx';
import { AskBackDialogs } from './ask-back-dialogs.tsx';
import { isWithin, Pair } from './pair.tsx';
import styles from './review.module.css';
import { RoundCard } from './round-card.tsx';
import { useReviewKeys } from './use-review-keys.ts';
import { useReview } from './use-review.ts';
import { useSwipe } from './use-swipe.ts';

export function ReviewPage() {
  const review = useReview();
  const { state, sentence, askedBack, error, ended, answer, undo, redo, load, goOn, leaveOpen } = review;
  const swipe = useSwipe((to) => void answer(to === 'left' ? 'different' : 'same'));
  const [showsPhotos, setShowsPhotos] = useState(false);
  useReviewKeys({
    d: () => void answer('different'),
    f: () => void answer('same'),
    s: () => void answer('same'),
    arrowleft: () => void answer('different'),
    arrowright: () => void answer('same'),
    ' ': () => void answer('unsure'),
    l: () => void answer('later'),
    q: () => void answer('notFace', { of: 'left' }),
    t: () => void answer('notFace', { of: 'right' }),
    a: () => void answer('mirror', { of: 'left' }),
    g: () => void answer('mirror', { of: 'right' }),
    z: () => void undo(),
    undo: () => void undo(),
    redo: () => void redo(),
    c: () => setShowsPhotos((shows) => !shows),
  });

  if (error !== undefined) return <FailedNotice error={error} onRetry={load} />;
  if (state === undefined) return <Waiting />;
  const question = state.next;
  const isOne = question !== null && isWithin(question);
  return (
    <div className={styles['page']}>
      <PageHeader
        title={question && isOne ? text.review.withinTitle(question.left.person.name) : text.review.title}
        lead={question ? text.review.remaining(state.important, state.remaining) : text.review.lead}
      >
        {question && (
          <Button
            look="quiet"
            aria-pressed={showsPhotos}
            icon={showsPhotos ? <ScanFace aria-hidden /> : <Images aria-hidden />}
            onClick={() => setShowsPhotos(!showsPhotos)}
          >
            <span className={styles['label']}>{showsPhotos ? text.review.closeUp : text.review.context}</span>
          </Button>
        )}
        {question && (
          <Button
            look="quiet"
            icon={<Clock aria-hidden />}
            title={text.review.laterHint}
            onClick={() => void answer('later')}
          >
            <span className={styles['label']}>{text.review.later}</span>
          </Button>
        )}
        <Button look="quiet" icon={<Undo2 aria-hidden />} onClick={() => void undo()}>
          <span className={styles['label']}>{text.undo}</span>
        </Button>
      </PageHeader>
      {ended && question && <RoundCard round={ended} important={state.important} onGoOn={goOn} />}
      {question === null ? (
        <Notice
          icon={<CircleCheckBig />}
          title={text.review.doneTitle}
          action={
            <ButtonLink look="primary" href={addressOf({ page: 'people', section: 'main' })}>
              {text.review.doneAction}
            </ButtonLink>
          }
        >
          {text.review.doneBody}
        </Notice>
      ) : (
        <>
          <Pair
            key={`${question.left.face} ${question.right.face}`}
            question={question}
            showsPhotos={showsPhotos}
            swipe={swipe}
            answer={answer}
          />
        </>
      )}
      <div className={styles['below']} data-uncovered="narrow">
        {question && <Answers isOne={isOne} answer={answer} />}
        <output className={styles['sentence']}>{sentence && <span key={sentence.turn}>{sentence.words}</span>}</output>
      </div>
      <AskBackDialogs asked={askedBack} answer={answer} onClose={leaveOpen} />
    </div>
  );
}

/** A question needs all faces: in a large library they are loaded first. */
function Waiting() {
  const { value: status } = useStatus();
  return (
    <div className={styles['page']} aria-busy>
      {status?.activity === 'opening' && <Progress status={status} />}
    </div>
  );
}

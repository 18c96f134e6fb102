// Same or different? One pair of faces, one key, the next pair at once.

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import {
  CircleCheckBig,
  Clock,
  Equal,
  HelpCircle,
  Images,
  ScanFace,
  Undo2,
  UnfoldHorizontal,
  User,
  Users,
} from 'lucide-react';
import type { Question } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { isTaken } from '../../components/keyboard.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Progress } from '../../components/progress.tsx';
import { useStatus } from '../../engine/events.ts';
import { addressOf } from '../../router.ts';
import { text } from '../../text/text.ts';
import { RoundCard } from './round-card.tsx';
import { Side } from './side.tsx';
import styles from './review.module.css';
import { OnePhoto } from './one-photo.tsx';
import { SaidBefore } from './said-before.tsx';
import { TwoNames } from './two-names.tsx';
import { useReview } from './use-review.ts';
import { useSwipe } from './use-swipe.ts';

export function ReviewPage() {
  const review = useReview();
  const { state, sentence, askedBack, error, ended, answer, undo, load, goOn, leaveOpen } = review;
  const { offset, listeners } = useSwipe((to) => void answer(to === 'left' ? 'different' : 'same'));
  const [showsPhotos, setShowsPhotos] = useState(false);
  useKeys({
    d: () => void answer('different'),
    f: () => void answer('same'),
    s: () => void answer('same'),
    arrowleft: () => void answer('different'),
    arrowright: () => void answer('same'),
    ' ': () => void answer('unsure'),
    l: () => void answer('later'),
    '1': () => void answer('notFace', { of: 'left' }),
    '2': () => void answer('notFace', { of: 'right' }),
    '3': () => void answer('mirror', { of: 'left' }),
    '4': () => void answer('mirror', { of: 'right' }),
    z: () => void undo(),
    c: () => setShowsPhotos((shows) => !shows),
  });

  if (error !== undefined) return <FailedNotice error={error} onRetry={() => void load()} />;
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
            <a className={styles['link']} href={addressOf({ page: 'people', section: 'main' })}>
              {text.review.doneAction}
            </a>
          }
        >
          {text.review.doneBody}
        </Notice>
      ) : (
        <>
          <div
            key={`${question.left.face} ${question.right.face}`}
            className={styles['pair']}
            data-one={isOne || undefined}
            data-lean={offset === 0 ? undefined : offset < 0 ? 'different' : 'same'}
            style={{ translate: `${offset}px` }}
            {...listeners}
          >
            {isOne && (
              <p className={styles['together']}>
                <span>{text.review.together}</span>
              </p>
            )}
            {(['left', 'right'] as const).map((of) => (
              <Side
                key={of}
                of={of}
                side={question[of]}
                isHalf={isOne}
                showsPhoto={showsPhotos}
                shortcuts={of === 'left' ? ['1', '3'] : ['2', '4']}
                onNotFace={() => void answer('notFace', { of })}
                onMirror={() => void answer('mirror', { of })}
              />
            ))}
          </div>
          <fieldset className={styles['answers']} aria-label={text.review.answers}>
            <Choice
              look="different"
              shortcut="D"
              icon={isOne ? <Users /> : <UnfoldHorizontal />}
              onChoose={() => void answer('different')}
            >
              {isOne ? text.review.two : text.review.different}
            </Choice>
            <Choice
              look="unsure"
              shortcut={text.shortcuts.space}
              icon={<HelpCircle />}
              onChoose={() => void answer('unsure')}
            >
              {text.review.unsure}
            </Choice>
            <Choice look="same" shortcut="F" icon={isOne ? <User /> : <Equal />} onChoose={() => void answer('same')}>
              {isOne ? text.review.one : text.review.same}
            </Choice>
          </fieldset>
        </>
      )}
      <output className={styles['sentence']}>{sentence && <span key={sentence.turn}>{sentence.words}</span>}</output>
      <TwoNames
        names={askedBack?.outcome === 'twoNames' ? askedBack : undefined}
        onKeep={(keep) => void answer('same', { keep, insist: true })}
        onDifferent={() => void answer('different')}
        onClose={leaveOpen}
      />
      <SaidBefore
        asked={askedBack?.outcome === 'contradiction' ? askedBack : undefined}
        onInsist={(said) => void answer(said, { insist: true })}
        onKeep={(earlier) => void answer(earlier)}
        onClose={leaveOpen}
      />
      <OnePhoto
        photo={askedBack?.outcome === 'onePhoto' ? askedBack.photo : undefined}
        onSame={() => void answer('same', { insist: true })}
        onDifferent={() => void answer('different')}
        onClose={leaveOpen}
      />
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

/** Two faces of one person so far: it is asked whether they belong together at all. */
function isWithin({ left, right }: Question): boolean {
  return left.person.id === right.person.id;
}

function Choice({
  look,
  shortcut,
  icon,
  onChoose,
  children,
}: {
  look: 'same' | 'different' | 'unsure';
  shortcut: string;
  icon: React.ReactNode;
  onChoose: () => void;
  children: string;
}) {
  return (
    <button type="button" className={styles['choice']} data-look={look} onClick={onChoose}>
      <span aria-hidden className={styles['icon']}>
        {icon}
      </span>
      <span>{children}</span>
      <kbd aria-hidden>{shortcut}</kbd>
    </button>
  );
}

/** Keys of this page come before those of the window: Ctrl+Z takes back an answer and shows its pair again. */
function useKeys(actions: Record<string, () => void>): void {
  /** Has the focus for no other reason than that it was clicked. */
  const clicked = useRef<Element>(null);
  useEffect(() => {
    const click = ({ target }: PointerEvent) => {
      clicked.current = target instanceof Element ? target.closest('button') : null;
    };
    window.addEventListener('pointerdown', click, { capture: true });
    return () => window.removeEventListener('pointerdown', click, { capture: true });
  }, []);
  // Of the pair that is on the screen: a listener that an effect exchanges answers the one before for some milliseconds.
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Tab') clicked.current = null;
    const action = actions[event.key.toLowerCase()];
    const isUndo = event.key.toLowerCase() === 'z' && !event.shiftKey;
    if (action === undefined || isTaken(event) || event.altKey || ((event.ctrlKey || event.metaKey) && !isUndo)) return;
    // A button that Tab led to is pressed by Space; one that was clicked is not meant any more.
    if (event.key === ' ' && event.target instanceof HTMLButtonElement && event.target !== clicked.current) return;
    event.preventDefault();
    if (!event.repeat) action();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

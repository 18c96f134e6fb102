// "Are these all Anna?": twelve faces at a time, the least alike first; the wrong ones are ticked, the others confirmed.

import { type KeyboardEvent, useEffect, useState } from 'react';
import { Check, CircleCheckBig, X } from 'lucide-react';
import { arrowStep } from '../../components/arrow-step.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { focusSoon } from '../../components/focus.ts';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { useQuery } from '../../engine/query.ts';
import { whenRefreshed } from '../../engine/replies.ts';
import { checkFaces } from '../../commands/faces.ts';
import { addressOf } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './check-faces.module.css';

export function CheckFaces({ person, name }: { person: number; name: string | null }) {
  const { value, error, retry } = useQuery('people.doubtful', { person });
  const [wrong, setWrong] = useState<ReadonlySet<number>>(new Set());
  const [isSaving, setIsSaving] = useState(false);
  const hasFaces = value !== undefined && value.faces.length > 0;
  // Keys are for the faces, and there is nothing else to do here.
  useEffect(() => {
    if (hasFaces) focusSoon(firstFace);
  }, [hasFaces]);

  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;
  if (value === undefined) return <TileSkeleton />;
  const { faces, remaining } = value;
  if (faces.length === 0) {
    return (
      <Notice
        icon={<CircleCheckBig />}
        title={text.checking.doneTitle}
        action={<ButtonLink href={addressOf({ page: 'person', person, view: 'photos' })}>{text.alike.back}</ButtonLink>}
      >
        {text.checking.doneBody(name)}
      </Notice>
    );
  }

  const toggle = (face: number) => {
    const next = new Set(wrong);
    if (!next.delete(face)) next.add(face);
    setWrong(next);
  };
  const ids = faces.map(({ id }) => id);
  const leaving = ids.filter((id) => wrong.has(id));
  const save = async () => {
    if (isSaving) return;
    setIsSaving(true);
    const staying = ids.filter((id) => !wrong.has(id));
    const isSaid = await checkFaces(person, name, staying, leaving);
    // Another Enter would say of these faces, with nothing ticked any more, that all of them are right.
    if (isSaid) await whenRefreshed();
    setIsSaving(false);
    if (!isSaid) return;
    setWrong(new Set());
    focusSoon(firstFace);
  };
  /** Arrow keys walk the faces, X or Space ticks, Enter saves. */
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
    const at = buttons.findIndex((button) => button === event.target);
    if (at < 0) return;
    const to = buttons[at + arrowStep(event.key, columnsOf(buttons))];
    const [face] = ids.slice(at, at + 1);
    if (event.key === 'Enter') void save();
    else if (event.key.toLowerCase() === 'x' && face !== undefined) toggle(face);
    else if (to !== undefined && to !== buttons[at]) to.focus();
    else return;
    event.preventDefault();
  };

  return (
    <section>
      <h2 className={styles['title']}>{text.checking.title(name)}</h2>
      <p className={styles['lead']}>
        {text.checking.lead} <span>{text.checking.remaining(remaining)}</span>
      </p>
      {/* Keys pressed on the faces inside arrive here. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className={styles['faces']} data-check-faces onKeyDown={press} aria-label={text.checking.faces}>
        {faces.map((face, place) => (
          <li key={face.id}>
            <button
              type="button"
              aria-pressed={wrong.has(face.id)}
              aria-label={text.checking.face(place + 1, name)}
              onClick={() => toggle(face.id)}
            >
              <FaceImage face={face.id} shape="square" />
              <X aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <div className={styles['actions']} data-uncovered>
        <Button look="primary" icon={<Check aria-hidden />} disabled={isSaving} onClick={() => void save()}>
          {leaving.length === 0 ? text.checking.all(ids.length, name) : text.checking.some(leaving.length, name)}
        </Button>
        <kbd aria-hidden>Enter</kbd>
      </div>
    </section>
  );
}

function firstFace(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-check-faces] button');
}

/** As many beside each other as begin on the height of the first. */
function columnsOf(buttons: readonly HTMLElement[]): number {
  const top = buttons[0]?.getBoundingClientRect().top;
  return buttons.filter((button) => button.getBoundingClientRect().top === top).length;
}

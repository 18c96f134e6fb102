// One person without a name: faces to recognise them by, a field for the name, and who they might be.

import type { KeyboardEvent } from 'react';
import { ArrowLeft, ArrowRight, EyeOff, Images } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { NameField } from '../../components/name-field.tsx';
import { useQuery } from '../../engine/query.ts';
import { hidePeople, mergePeople } from '../../commands/people.ts';
import { addressOf } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './newcomer.module.css';

const FACES_SHOWN = 9;
const GUESSES_SHOWN = 3;
const LEAST_GUESS_PROBABILITY = 0.15;

export function Newcomer({
  person,
  onLater,
  onBack,
}: {
  person: PersonCard;
  onLater: () => void;
  /** undefined: no person was left behind. */
  onBack: (() => void) | undefined;
}) {
  const hide = () => void hidePeople([person.id], true);
  const keys = new Map<string, (page: Element) => void>([
    ['ArrowRight', onLater],
    ['ArrowLeft', onBack ?? (() => undefined)],
    ['Delete', hide],
    ['ArrowDown', (page) => page.querySelector<HTMLButtonElement>('[data-guess]')?.focus()],
  ]);
  /** These keys mean nothing to an empty field, so that it need not be left. */
  const press = (event: KeyboardEvent) => {
    const isWriting = event.target instanceof HTMLInputElement && event.target.value !== '';
    const action = keys.get(event.key);
    if (action === undefined || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (!event.repeat) action(event.currentTarget);
  };

  return (
    // Keys pressed in the field inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['person']} onKeyDown={press}>
      <Faces person={person} />
      <a className={styles['photos']} href={addressOf({ page: 'person', person: person.id, view: 'photos' })}>
        <Images aria-hidden />
        {text.photos(person.photos)}
      </a>
      <div className={styles['field']}>
        <NameField person={person} face={person.cover} align="center" onDone={() => undefined} />
      </div>
      <Guesses person={person.id} />
      <div className={styles['actions']}>
        <Button icon={<ArrowLeft aria-hidden />} disabled={onBack === undefined} onClick={onBack}>
          {text.namingPage.back}
          <kbd aria-hidden>←</kbd>
        </Button>
        <Button icon={<EyeOff aria-hidden />} onClick={hide}>
          {text.peoplePage.hide}
          <kbd aria-hidden>{text.shortcuts.delete}</kbd>
        </Button>
        <Button icon={<ArrowRight aria-hidden />} onClick={onLater}>
          {text.namingPage.later}
          <kbd aria-hidden>→</kbd>
        </Button>
      </div>
    </div>
  );
}

/** The cover, and as many others as make sure of it. */
function Faces({ person }: { person: PersonCard }) {
  const { value } = useQuery('people.faces', { person: person.id, offset: 0, limit: FACES_SHOWN });
  const others = value?.faces.filter(({ id }) => id !== person.cover).slice(0, FACES_SHOWN - 1) ?? [];
  return (
    <>
      <span className={styles['cover']}>
        <FaceImage face={person.cover} alt={text.person.cover(text.peoplePage.unnamed)} />
      </span>
      <div className={styles['others']}>
        {others.map(({ id }) => (
          <FaceImage key={id} face={id} shape="square" />
        ))}
      </div>
    </>
  );
}

/** People with a name who look alike: one click, and the photos are theirs. */
function Guesses({ person }: { person: number }) {
  const { value } = useQuery('people.alike', { person });
  const guesses = value?.people.filter(
    ({ person: { name }, probability }) => name !== null && probability >= LEAST_GUESS_PROBABILITY,
  );
  if (guesses === undefined || guesses.length === 0) return <div className={styles['guesses']} />;
  return (
    <div className={styles['guesses']}>
      {guesses.slice(0, GUESSES_SHOWN).map(({ person: { id, cover, name } }) => (
        <Button key={id} data-guess onClick={() => void mergePeople([person], id)}>
          <span className={styles['guess']}>
            <FaceImage face={cover} />
          </span>
          {text.namingPage.guess(name ?? '')}
        </Button>
      ))}
    </div>
  );
}

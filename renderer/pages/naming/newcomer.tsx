// One person without a name: faces to recognise them by, a field for the name, and who they might be.

import { ArrowLeft, ArrowRight, EyeOff, Images } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { Guesses } from '../../components/guesses.tsx';
import { NameField } from '../../components/name-field.tsx';
import { keysOfNaming } from '../../components/naming-keys.ts';
import { useQuery } from '../../engine/query.ts';
import { useInTurn } from '../../components/use-in-turn.ts';
import { addressOf, personPlace } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './newcomer.module.css';

const FACES_SHOWN = 9;

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
  const { field, lead, hide, takeBack, guess } = useInTurn(person.id);
  const later = lead('ArrowRight', onLater);
  const back = onBack && lead('ArrowLeft', onBack);

  return (
    // Keys pressed in the field inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles['person']}
      onKeyDown={keysOfNaming({ onLater: later, onBack: back, onHide: hide, onUndo: takeBack })}
    >
      <Faces person={person} />
      <a className={styles['photos']} href={addressOf(personPlace(person.id))}>
        <Images aria-hidden />
        {text.photos(person.photos)}
      </a>
      <div className={styles['field']}>
        <NameField person={person} face={person.cover} align="center" inTurn={field} onDone={() => undefined} />
      </div>
      <Guesses person={person.id} onGuess={guess} />
      <div className={styles['actions']} data-uncovered="narrow">
        <Button icon={<ArrowLeft aria-hidden />} disabled={back === undefined} onClick={back}>
          {text.namingPage.back}
          <kbd aria-hidden>←</kbd>
        </Button>
        <Button icon={<EyeOff aria-hidden />} onClick={hide}>
          {text.peoplePage.hide}
          <kbd aria-hidden>{text.shortcuts.delete}</kbd>
        </Button>
        <Button icon={<ArrowRight aria-hidden />} onClick={later}>
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

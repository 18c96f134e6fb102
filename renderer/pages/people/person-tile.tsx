// One person on the wall: face, name or the invitation to give one, and how many photos.

import { type KeyboardEvent, memo, type MouseEvent, useLayoutEffect, useRef, useState } from 'react';
import { Plus, Star } from 'lucide-react';
import type { PersonCard } from '../../../app/contract.ts';
import { classes } from '../../components/button.tsx';
import { dragOf, useDrop } from '../../components/dragging.ts';
import { FaceImage } from '../../components/face.tsx';
import { wantFocus } from '../../components/focus.ts';
import { NameField } from '../../components/name-field.tsx';
import ticks from '../../components/tick.module.css';
import { markFavourite, mergePeople } from '../../commands/people.ts';
import { addressOf, personPlace } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './person-tile.module.css';

interface Props {
  person: PersonCard;
  index: number;
  isSelected: boolean;
  /** A click chooses instead of opening. */
  isSelecting: boolean;
  onToggle: (index: number, isRange: boolean) => void;
  /** A name begins to be typed here, or is typed no more. */
  onNaming: (by: 1 | -1) => void;
  /** All that are dragged with this one, where several are selected. */
  group: readonly number[] | undefined;
}

export const PersonTile = memo(function PersonTile({ person, index, onNaming, ...props }: Props) {
  const { isSelected, isSelecting, onToggle, group } = props;
  const [isNaming, setIsNaming] = useState(false);
  useLayoutEffect(() => {
    if (!isNaming) return undefined;
    onNaming(1);
    return () => onNaming(-1);
  }, [isNaming, onNaming]);
  const tile = useRef<HTMLElement>(null);
  const name = person.name ?? text.peoplePage.unnamed;
  const address = addressOf(personPlace(person.id));

  const open = (event: MouseEvent) => {
    if (!isSelecting && !event.shiftKey && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    onToggle(index, event.shiftKey);
  };
  const press = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    if ((key !== 'n' && key !== 'f') || event.ctrlKey || event.metaKey || isNaming) return;
    event.preventDefault();
    if (key === 'n') setIsNaming(true);
    else {
      void markFavourite([person.id], !person.favourite).then(() => focusPerson(person.id));
    }
  };
  const named = (who?: PersonCard) => {
    setIsNaming(false);
    // Who went on to another person meanwhile stays there.
    if (tile.current?.contains(document.activeElement) !== false) focusPerson(who?.id ?? person.id);
  };
  /** The next key leads on from here, also before the name is saved. */
  const focusHere = () => tile.current?.querySelector('a')?.focus();
  const { isOver, target } = useDrop(
    ({ kind, ids }) => kind === 'people' && !ids.includes(person.id),
    ({ ids }) => void mergePeople([...ids], person.id),
  );

  return (
    // Keys pressed on the link inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      ref={tile}
      {...dragOf('people', () => group ?? [person.id])}
      {...target}
      data-person={person.id}
      data-over={isOver || undefined}
      className={classes(styles['tile'], isSelected && styles['selected'], isSelecting && styles['selecting'])}
      onKeyDown={press}
    >
      <a
        className={styles['face']}
        href={address}
        aria-label={[name, ...(person.favourite ? [text.favourites.mark] : []), photosOf(person)].join(', ')}
        onClick={open}
      >
        <FaceImage face={person.cover} isInSight />
      </a>
      {person.favourite && (
        <span className={styles['star']}>
          <Star aria-hidden />
        </span>
      )}
      <input
        type="checkbox"
        className={classes(ticks['tick'], styles['check'])}
        aria-label={text.peoplePage.selectPerson(name)}
        checked={isSelected}
        onChange={({ nativeEvent }) => onToggle(index, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
      {isNaming ? (
        <NameField person={person} face={person.cover} align="center" onDone={named} onSaid={focusHere} />
      ) : (
        <button
          type="button"
          className={person.name === null ? styles['add'] : styles['name']}
          title={person.name ?? undefined}
          aria-label={person.name === null ? undefined : text.naming.edit(person.name)}
          onClick={() => setIsNaming(true)}
        >
          {person.name === null && <Plus aria-hidden />}
          <span>{person.name ?? text.peoplePage.addName}</span>
        </button>
      )}
      <p className={styles['count']}>{photosOf(person)}</p>
    </article>
  );
});

/** Wherever the person stands on the wall by then. */
function focusPerson(person: number): void {
  wantFocus(() => document.querySelector<HTMLElement>(`[data-person="${person}"] a`), document.activeElement);
}

function photosOf({ photos, photosSinceHidden }: PersonCard): string {
  return [text.photos(photos), ...(photosSinceHidden > 0 ? [text.peoplePage.sinceHidden(photosSinceHidden)] : [])].join(
    ' · ',
  );
}

// The head of a person's page: cover, name to edit, numbers and dates, and what can be done with the person.

import { useState } from 'react';
import { Eye, EyeOff, Merge, NotebookPen, Pencil, Plus, Split, Star as StarIcon, UserMinus } from 'lucide-react';
import type { PersonCard, Reply } from '../../../app/contract.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FaceImage } from '../../components/face.tsx';
import { IconButton } from '../../components/button.tsx';
import { wantFocus } from '../../components/focus.ts';
import { MenuItem, MoreMenu } from '../../components/more-menu.tsx';
import { NameField } from '../../components/name-field.tsx';
import { askToTake, TakeIcon, takeLabel } from '../../components/take-photos.tsx';
import { dissolvePerson, hidePeople, markFavourite, namePerson } from '../../commands/people.ts';
import { useQuery } from '../../engine/query.ts';
import { goFrom, personPlace } from '../../router.ts';
import { list, span, town } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { MergeInto } from './merge-into.tsx';
import styles from './person-header.module.css';

interface Props {
  id: number;
  /** A note and a birth date are to be written down. */
  onDescribe: () => void;
}

export function PersonHeader({ id, onDescribe }: Props) {
  // The page knows it as well, but what the head of it asks for comes first.
  const { value: about } = useQuery('people.get', { person: id });
  const [isNaming, setIsNaming] = useState(false);
  const named = (person?: PersonCard, hasLeft = false) => {
    setIsNaming(false);
    if (!hasLeft) wantFocus(() => document.querySelector<HTMLElement>('h1 button'), document.activeElement);
    // After a merge the page of the one who is gone leads nowhere.
    if (person !== undefined && person.id !== id) {
      goFrom(personPlace(id), personPlace(person.id));
    }
  };
  const person = about?.person;
  return (
    <header className={styles['header']}>
      <BackLink to={{ page: 'people', section: 'main' }}>{text.person.back}</BackLink>
      <div className={styles['who']}>
        <span className={styles['cover']}>
          {person && (
            <FaceImage face={person.cover} alt={text.person.cover(person.name ?? text.peoplePage.unnamed)} isInSight />
          )}
        </span>
        <div className={styles['words']}>
          {isNaming && person ? (
            <div className={styles['naming']}>
              <NameField person={person} face={person.cover} onDone={named} />
            </div>
          ) : (
            <h1>{person && <Name person={person} onEdit={() => setIsNaming(true)} />}</h1>
          )}
          <p>{about && facts(about).join(' · ')}</p>
        </div>
        {person && <Star person={person} />}
        {person && <Actions person={person} onDescribe={onDescribe} />}
      </div>
    </header>
  );
}

function Name({ person, onEdit }: { person: PersonCard; onEdit: () => void }) {
  return person.name === null ? (
    <button type="button" className={styles['name']} data-unnamed onClick={onEdit}>
      <Plus aria-hidden />
      <span>{text.peoplePage.addName}</span>
    </button>
  ) : (
    <button type="button" className={styles['name']} title={text.naming.edit(person.name)} onClick={onEdit}>
      <span>{person.name}</span>
      <Pencil aria-hidden />
    </button>
  );
}

function Star({ person: { id, name, favourite } }: { person: PersonCard }) {
  const called = name ?? text.peoplePage.unnamedHere;
  return (
    <IconButton
      label={favourite ? text.favourites.remove(called) : text.favourites.add(called)}
      className={styles['star'] ?? ''}
      data-favourite={favourite}
      onClick={() => void markFavourite([id], !favourite)}
    >
      <StarIcon aria-hidden />
    </IconButton>
  );
}

function Actions({ person, onDescribe }: { person: PersonCard; onDescribe: () => void }) {
  const [isMerging, setIsMerging] = useState(false);
  const [isDissolving, setIsDissolving] = useState(false);
  const dissolve = async () => {
    if (await dissolvePerson(person.id)) goFrom(personPlace(person.id), { page: 'people', section: 'main' });
  };
  return (
    <>
      <MoreMenu className={styles['more']}>
        <MenuItem icon={<NotebookPen aria-hidden />} label={text.about.edit} onClick={onDescribe} />
        {askToTake && (
          <MenuItem
            icon={<TakeIcon aria-hidden />}
            label={takeLabel}
            onClick={() => askToTake?.({ person: person.id })}
          />
        )}
        <MenuItem icon={<Merge aria-hidden />} label={text.merging.into} onClick={() => setIsMerging(true)} />
        <MenuItem
          icon={person.hidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
          label={person.hidden ? text.person.show : text.person.hide}
          onClick={() => void hidePeople([person.id], !person.hidden)}
        />
        {person.name !== null && (
          <MenuItem
            icon={<UserMinus aria-hidden />}
            label={text.naming.takeAway}
            onClick={() => void namePerson(person.id, null)}
          />
        )}
        <MenuItem icon={<Split aria-hidden />} label={text.dissolving.action} onClick={() => setIsDissolving(true)} />
      </MoreMenu>
      <MergeInto person={person} isOpen={isMerging} onClose={() => setIsMerging(false)} />
      <Confirm
        isOpen={isDissolving}
        onClose={() => setIsDissolving(false)}
        title={text.dissolving.title(person.name)}
        action={text.dissolving.action}
        onConfirm={() => void dissolve()}
      >
        {text.dissolving.body}
      </Confirm>
    </>
  );
}

function facts({ person, firstTakenAt, lastTakenAt, towns }: Reply<'people.get'>): string[] {
  return [
    text.photos(person.photos),
    text.faces(person.faces),
    ...(firstTakenAt !== null && lastTakenAt !== null ? [span(firstTakenAt, lastTakenAt)] : []),
    ...(towns.length > 0 ? [text.person.mostlyIn(list(towns.map(({ name, country }) => town(name, country))))] : []),
    ...(person.hidden ? [text.person.hiddenNote] : []),
  ];
}

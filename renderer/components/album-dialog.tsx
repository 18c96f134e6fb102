// Makes or changes an album: its name, who is on its photos and who is not, from when they are, which words belong to them.

import { useId, useState } from 'react';
import { UserPlus } from 'lucide-react';
import type { Album, AlbumRule, PersonCard } from '../../app/contract.ts';
import { saveAlbum } from '../commands/albums.ts';
import { monthName } from '../text/format.ts';
import { text } from '../text/text.ts';
import styles from './album-dialog.module.css';
import { Button } from './button.tsx';
import { Choice } from './choice.tsx';
import fields from './fields.module.css';
import { Modal } from './modal.tsx';
import { PersonChips } from './person-chips.tsx';
import { PersonPicker } from './person-picker.tsx';
import { lengthOf } from './query-parts.tsx';

interface Props {
  /** null: a new one. */
  album: { id: number; name: string } | null;
  name: string;
  rule: AlbumRule;
  /** Everybody whom the rule names, as far as they can be found. */
  people: readonly PersonCard[];
  /** @param album undefined: nothing was saved */
  onClose: (album?: Album) => void;
}

export const OPEN_RULE: AlbumRule = {
  with: [],
  without: [],
  from: null,
  to: null,
  months: [],
  favourites: false,
  words: [],
  videos: null,
};

export function AlbumDialog({ album, name: firstName, rule, people, onClose }: Props) {
  const [name, setName] = useState(firstName);
  const [isAny, setIsAny] = useState(rule.with.length === 1 && (rule.with[0]?.length ?? 0) > 1);
  const [parties, setParties] = useState(isAny ? rule.with.flat().map((person) => [person]) : rule.with);
  const [without, setWithout] = useState(rule.without);
  const [from, setFrom] = useState(rule.from ?? '');
  const [to, setTo] = useState(rule.to ?? '');
  const [months, setMonths] = useState(rule.months);
  const [favourites, setFavourites] = useState(rule.favourites);
  const [videos, setVideos] = useState(rule.videos);
  const [words, setWords] = useState(rule.words.join(', '));
  const [known, setKnown] = useState<ReadonlyMap<number, PersonCard>>(new Map(people.map((each) => [each.id, each])));
  const [picking, setPicking] = useState<'with' | 'without'>();
  const [isSaving, setIsSaving] = useState(false);
  const id = useId();
  const labels = text.albums.dialog;

  const chosen: AlbumRule = {
    with: isAny && parties.length > 1 ? [parties.flat()] : parties,
    without,
    from: from === '' ? null : from,
    to: to === '' ? null : to,
    months,
    favourites,
    words: words
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    videos,
  };
  const isOpenToAll = JSON.stringify(chosen) === JSON.stringify(OPEN_RULE);

  function pick(person: PersonCard): void {
    setKnown(new Map(known).set(person.id, person));
    if (picking === 'without') setWithout([...new Set([...without, person.id])]);
    else if (!parties.flat().includes(person.id)) setParties([...parties, [person.id]]);
  }

  async function save(): Promise<void> {
    if (isSaving || isOpenToAll || name.trim() === '') return;
    setIsSaving(true);
    const saved = await saveAlbum(album?.id ?? null, name, chosen);
    setIsSaving(false);
    if (saved) onClose(saved);
  }

  return (
    <>
      <Modal
        isOpen
        onClose={() => onClose()}
        onSubmit={() => void save()}
        title={album === null ? labels.newTitle : labels.editTitle}
        description={labels.lead}
        actions={
          <>
            <Button onClick={() => onClose()}>{text.cancel}</Button>
            <Button look="primary" type="submit" disabled={isSaving || isOpenToAll || name.trim() === ''}>
              {labels.save}
            </Button>
          </>
        }
      >
        <div className={fields['fields']}>
          <div>
            <label htmlFor={`${id}-name`}>{labels.name}</label>
            <input
              id={`${id}-name`}
              value={name}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <fieldset>
            <legend>{labels.people}</legend>
            {parties.length > 1 && (
              <div className={fields['choices']}>
                {[false, true].map((any) => (
                  <Choice
                    key={String(any)}
                    group={`${id}-match`}
                    isChosen={isAny === any}
                    onChoose={() => setIsAny(any)}
                  >
                    {any ? labels.any : labels.all}
                  </Choice>
                ))}
              </div>
            )}
            <PersonChips
              parties={parties}
              known={known}
              onRemove={(party) => setParties(parties.filter((each) => each !== party))}
            />
            <Button icon={<UserPlus aria-hidden />} onClick={() => setPicking('with')}>
              {labels.addPerson}
            </Button>
          </fieldset>
          <fieldset>
            <legend>{labels.without}</legend>
            <PersonChips
              parties={without.map((person) => [person])}
              known={known}
              onRemove={([person]) => setWithout(without.filter((each) => each !== person))}
            />
            <Button icon={<UserPlus aria-hidden />} onClick={() => setPicking('without')}>
              {labels.addWithout}
            </Button>
          </fieldset>
          <div className={styles['dates']}>
            <div>
              <label htmlFor={`${id}-from`}>{labels.from}</label>
              <input
                id={`${id}-from`}
                type="date"
                value={from}
                max={to}
                onChange={(event) => setFrom(event.target.value)}
              />
            </div>
            <div>
              <label htmlFor={`${id}-to`}>{labels.to}</label>
              <input
                id={`${id}-to`}
                type="date"
                value={to}
                min={from}
                onChange={(event) => setTo(event.target.value)}
              />
            </div>
          </div>
          {months.length > 0 && (
            <p className={styles['months']}>
              {labels.months(months.map(monthName).join(` ${text.searchPage.or} `))}
              <Button look="quiet" onClick={() => setMonths([])}>
                {labels.anyMonth}
              </Button>
            </p>
          )}
          <Choice isChosen={favourites} onChoose={setFavourites}>
            {labels.favourites}
          </Choice>
          {videos !== null && (
            <p className={styles['months']}>
              {lengthOf(videos.longer, videos.shorter)}
              <Button look="quiet" onClick={() => setVideos(null)}>
                {labels.photosToo}
              </Button>
            </p>
          )}
          <div>
            <label htmlFor={`${id}-words`}>{labels.words}</label>
            <input
              id={`${id}-words`}
              value={words}
              maxLength={1000}
              autoComplete="off"
              spellCheck={false}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setWords(event.target.value)}
            />
            <small id={`${id}-hint`}>{labels.wordsHint}</small>
          </div>
        </div>
      </Modal>
      <PersonPicker
        isOpen={picking !== undefined}
        onClose={() => setPicking(undefined)}
        title={labels.pick}
        description={labels.pickBody}
        except={null}
        onChoose={pick}
      />
    </>
  );
}

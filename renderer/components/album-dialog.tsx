// Makes or changes an album: its name, who is on its photos and who is not, from when they are, which words belong to them.

import { useId, useState } from 'react';
import type { Album, AlbumRule, PersonCard } from '../../app/contract.ts';
import { saveAlbum } from '../commands/albums.ts';
import { monthName } from '../text/format.ts';
import { text } from '../text/text.ts';
import styles from './album-dialog.module.css';
import { AlbumPeople } from './album-people.tsx';
import { Button } from './button.tsx';
import { Choice } from './choice.tsx';
import fields from './fields.module.css';
import { Modal } from './modal.tsx';
import { PersonPicker } from './person-picker.tsx';
import { lengthOf } from './query-parts.tsx';
import { draftOf, isOpenToAll, type RuleDraft, ruleOfDraft } from './rule-draft.ts';

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

export function AlbumDialog({ album, name: firstName, rule: firstRule, people, onClose }: Props) {
  const [name, setName] = useState(firstName);
  const [draft, setDraft] = useState(() => draftOf(firstRule));
  const [known, setKnown] = useState<ReadonlyMap<number, PersonCard>>(new Map(people.map((each) => [each.id, each])));
  const [picking, setPicking] = useState<'with' | 'without'>();
  const [isSaving, setIsSaving] = useState(false);
  const id = useId();
  const labels = text.albums.dialog;
  const rule = ruleOfDraft(draft);
  const isNamed = name.trim() !== '';
  const canSave = !isOpenToAll(rule) && isNamed;
  const { parties, without, from, to, months, favourites, lacks, videos, words } = draft;

  /** More than one may come before the dialog is drawn anew. */
  function change(more: Partial<RuleDraft>): void {
    setDraft((now) => ({ ...now, ...more }));
  }

  function pick(person: PersonCard): void {
    setKnown(new Map(known).set(person.id, person));
    if (picking === 'without') change({ without: [...new Set([...without, person.id])] });
    else if (!parties.flat().includes(person.id)) change({ parties: [...parties, [person.id]] });
  }

  async function save(): Promise<void> {
    if (isSaving || !canSave) return;
    setIsSaving(true);
    const saved = await saveAlbum(album?.id ?? null, name, rule);
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
            <Button look="primary" type="submit" disabled={isSaving || !canSave}>
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
          <AlbumPeople group={`${id}-match`} draft={draft} known={known} onChange={change} onAdd={setPicking} />
          <div className={styles['dates']}>
            <div>
              <label htmlFor={`${id}-from`}>{labels.from}</label>
              <input
                id={`${id}-from`}
                type="date"
                value={from}
                max={to}
                onChange={(event) => change({ from: event.target.value })}
              />
            </div>
            <div>
              <label htmlFor={`${id}-to`}>{labels.to}</label>
              <input
                id={`${id}-to`}
                type="date"
                value={to}
                min={from}
                onChange={(event) => change({ to: event.target.value })}
              />
            </div>
          </div>
          {months.length > 0 && (
            <p className={styles['months']}>
              {labels.months(months.map(monthName).join(` ${text.searchPage.or} `))}
              <Button look="quiet" onClick={() => change({ months: [] })}>
                {labels.anyMonth}
              </Button>
            </p>
          )}
          <Choice isChosen={favourites} onChoose={(chosen) => change({ favourites: chosen })}>
            {labels.favourites}
          </Choice>
          {lacks.length > 0 && (
            <p className={styles['months']}>
              {labels.lacks(lacks.map((what) => text.searchPage.lacked[what]))}
              <Button look="quiet" onClick={() => change({ lacks: [] })}>
                {labels.othersToo}
              </Button>
            </p>
          )}
          {videos !== null && (
            <p className={styles['months']}>
              {lengthOf(videos.longer, videos.shorter)}
              <Button look="quiet" onClick={() => change({ videos: null })}>
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
              onChange={(event) => change({ words: event.target.value })}
            />
            <small id={`${id}-hint`}>{labels.wordsHint}</small>
          </div>
          <output>{isNamed && isOpenToAll(rule) && labels.ruleMissing}</output>
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

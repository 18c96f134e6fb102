// What the user wrote down about a person: the birth date and a note, and the dialog in which to do so.

import { useId, useState } from 'react';
import type { Reply } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import fields from '../../components/fields.module.css';
import { Modal } from '../../components/modal.tsx';
import { describePerson } from '../../commands/people.ts';
import { day } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './about-person.module.css';

type About = Reply<'people.get'>;

export function AboutPerson({ about: { note, born }, onEdit }: { about: About; onEdit: () => void }) {
  if (note === null && born === null) return null;
  return (
    <div className={styles['about']}>
      {born !== null && <p>{text.about.bornOn(day(`${born}T00:00:00`))}</p>}
      {note !== null && <p className={styles['note']}>{note}</p>}
      <Button look="quiet" onClick={onEdit}>
        {text.about.edit}
      </Button>
    </div>
  );
}

export function AboutDialog({ about, onClose }: { about: About; onClose: () => void }) {
  const [note, setNote] = useState(about.note ?? '');
  const [born, setBorn] = useState(about.born ?? '');
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const [isSaving, setIsSaving] = useState(false);
  const id = useId();

  async function save(): Promise<void> {
    if (isSaving) return;
    const written = note.trim() === '' ? null : note.trim();
    const date = born === '' ? null : born;
    const said = {
      ...(written !== about.note && { note: written }),
      ...(date !== about.born && { born: date }),
    };
    setIsSaving(true);
    const isSaid = Object.keys(said).length === 0 || (await describePerson(about.person.id, said)) !== undefined;
    setIsSaving(false);
    if (isSaid) onClose();
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      onSubmit={() => void save()}
      title={text.about.title(about.person.name)}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button look="primary" type="submit" disabled={isSaving}>
            {text.about.save}
          </Button>
        </>
      }
    >
      <div className={fields['fields']}>
        <div>
          <label htmlFor={`${id}-born`}>{text.about.born}</label>
          <input
            id={`${id}-born`}
            type="date"
            min="1800-01-01"
            max={today}
            value={born}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setBorn(event.target.value)}
          />
          <small id={`${id}-hint`}>{text.about.bornHint}</small>
        </div>
        <div>
          <label htmlFor={`${id}-note`}>{text.about.note}</label>
          <textarea
            id={`${id}-note`}
            rows={4}
            maxLength={5000}
            value={note}
            placeholder={text.about.notePlaceholder}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}

// Asks for a name, and nothing else.

import { useId, useState } from 'react';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import fields from './fields.module.css';
import { Modal } from './modal.tsx';

interface Props {
  title: string;
  description?: string;
  name?: string;
  /** @returns whether it could be saved */
  onSave: (name: string) => Promise<boolean>;
  onClose: () => void;
}

export function NameDialog({ title, description, name: before = '', onSave, onClose }: Props) {
  const [name, setName] = useState(before);
  const [isSaving, setIsSaving] = useState(false);
  const id = useId();
  const labels = text.albums.dialog;

  async function save(): Promise<void> {
    if (isSaving || name.trim() === '') return;
    setIsSaving(true);
    const isSaved = await onSave(name.trim());
    setIsSaving(false);
    if (isSaved) onClose();
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      onSubmit={() => void save()}
      title={title}
      {...(description !== undefined && { description })}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button look="primary" type="submit" disabled={isSaving || name.trim() === ''}>
            {labels.save}
          </Button>
        </>
      }
    >
      <div className={fields['fields']}>
        <div>
          <label htmlFor={id}>{labels.name}</label>
          <input
            ref={selectAll}
            id={id}
            value={name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}

/** Another name takes the place of the one before; who wants to change a letter moves the cursor. */
function selectAll(field: HTMLInputElement | null): void {
  field?.select();
}

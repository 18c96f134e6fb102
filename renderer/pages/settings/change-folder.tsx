// How one folder is looked after: at all, without which files, and how Kindred learns that something changed in it.

import { useId, useState } from 'react';
import type { Folder } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import fields from '../../components/fields.module.css';
import { Modal } from '../../components/modal.tsx';
import { sayDone } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { sentenceOfError } from '../../engine/outcome.ts';
import { text } from '../../text/text.ts';

/** The contract's words for it: null leaves it to Kindred. */
const WAYS_TO_NOTICE = [
  { polled: null, label: text.folder.ways.auto },
  { polled: false, label: text.folder.ways.listen },
  { polled: true, label: text.folder.ways.ask },
];

export function ChangeFolder({ folder, onClose }: { folder: Folder; onClose: () => void }) {
  const [paused, setPaused] = useState(folder.paused);
  const [findsInVideos, setFindsInVideos] = useState(folder.findsInVideos);
  const [excluded, setExcluded] = useState(folder.excluded.join('\n'));
  const [polled, setPolled] = useState(folder.polled);
  const [problem, setProblem] = useState<string>();
  const [isSaving, setIsSaving] = useState(false);
  const id = useId();

  async function save(): Promise<void> {
    if (isSaving) return;
    setIsSaving(true);
    try {
      await call('folders.change', { folder: folder.id, paused, excluded: linesOf(excluded), polled, findsInVideos });
      sayDone(text.folder.changedToast);
      onClose();
    } catch (error) {
      setProblem(sentenceOfError(error));
      setIsSaving(false);
    }
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      onSubmit={() => void save()}
      title={text.folder.title}
      description={folder.path}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button look="primary" type="submit" disabled={isSaving}>
            {text.folder.save}
          </Button>
        </>
      }
    >
      <div className={fields['fields']}>
        <Choice isChosen={paused} onChoose={setPaused} hint={text.folder.pauseHint}>
          {text.folder.pause}
        </Choice>
        <Choice isChosen={findsInVideos} onChoose={setFindsInVideos} hint={text.folder.findsInVideosHint}>
          {text.folder.findsInVideos}
        </Choice>
        <div>
          <label htmlFor={id}>{text.folder.excluded}</label>
          <textarea
            id={id}
            rows={3}
            value={excluded}
            placeholder={text.folder.excludedExample}
            spellCheck={false}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setExcluded(event.target.value)}
          />
          <small id={`${id}-hint`}>{text.folder.excludedHint}</small>
        </div>
        <fieldset>
          <legend>{text.folder.notice}</legend>
          {WAYS_TO_NOTICE.map((way) => (
            <Choice key={way.label} group="way" isChosen={polled === way.polled} onChoose={() => setPolled(way.polled)}>
              {way.label}
            </Choice>
          ))}
        </fieldset>
        <p role="alert" className={fields['problem']}>
          {problem}
        </p>
      </div>
    </Modal>
  );
}

function linesOf(written: string): string[] {
  return written
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

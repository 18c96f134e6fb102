// The folders that Kindred looks after: add one, change how it is looked after, remove it, look for changes.

import { useState } from 'react';
import { FolderPlus, RefreshCw } from 'lucide-react';
import type { Folder } from '../../../app/contract.ts';
import { addFolders } from '../../commands/folders.ts';
import { BrowseFolder } from '../../components/browse-folder.tsx';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FolderList } from '../../components/folder-list.tsx';
import { Modal } from '../../components/modal.tsx';
import { PhotoFolderField } from '../../components/photo-folder-field.tsx';
import { sayDone, sayFailed } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { sentenceOfError } from '../../engine/outcome.ts';
import { useStatus } from '../../engine/events.ts';
import { text } from '../../text/text.ts';
import { ChangeFolder } from './change-folder.tsx';
import styles from './settings.module.css';

export function Folders() {
  const { value: status } = useStatus();
  const [isAdding, setIsAdding] = useState(false);
  const [changing, setChanging] = useState<Folder>();
  const [removing, setRemoving] = useState<Folder>();

  const rescan = () => call('folders.rescan', {}).then(() => sayDone(text.settings.rescanToast), sayFailed);

  return (
    <section className={styles['section']}>
      <h2>{text.settings.folders}</h2>
      <p className={styles['lead']}>{text.settings.foldersLead}</p>
      <FolderList folders={status?.folders ?? []} onChange={setChanging} onRemove={setRemoving} />
      <div className={styles['buttons']}>
        <Button look="primary" icon={<FolderPlus aria-hidden />} onClick={() => setIsAdding(true)}>
          {text.settings.add}
        </Button>
        <Button icon={<RefreshCw aria-hidden />} onClick={() => void rescan()}>
          {text.settings.rescan}
        </Button>
      </div>
      {isAdding && <AddFolder onClose={() => setIsAdding(false)} />}
      {changing && <ChangeFolder folder={changing} onClose={() => setChanging(undefined)} />}
      <RemoveFolder folder={removing} onClose={() => setRemoving(undefined)} />
    </section>
  );
}

function AddFolder({ onClose }: { onClose: () => void }) {
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isAdding, setIsAdding] = useState(false);

  async function add(): Promise<void> {
    if (path.trim() === '' || isAdding) return;
    setIsAdding(true);
    try {
      await addFolders([path.trim()]);
      onClose();
    } catch (error) {
      setProblem(sentenceOfError(error));
      setIsAdding(false);
    }
  }

  return (
    <Modal
      isOpen
      onClose={onClose}
      onSubmit={() => void add()}
      title={text.settings.add}
      actions={
        <>
          <BrowseFolder onPicked={setPath} />
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button look="primary" type="submit" disabled={isAdding || path.trim() === ''}>
            {isAdding ? text.settings.adding : text.settings.add}
          </Button>
        </>
      }
    >
      <div className={styles['adding']}>
        <PhotoFolderField value={path} onChange={setPath} problem={problem} />
      </div>
    </Modal>
  );
}

function RemoveFolder({ folder, onClose }: { folder: Folder | undefined; onClose: () => void }) {
  async function remove(id: number): Promise<void> {
    try {
      await call('folders.remove', { folder: id });
      sayDone(text.settings.removedToast);
    } catch (error) {
      sayFailed(error);
    }
  }

  return (
    <Confirm
      isOpen={folder !== undefined}
      onClose={onClose}
      title={text.settings.removeTitle}
      action={text.settings.removeConfirm}
      onConfirm={() => folder && void remove(folder.id)}
    >
      {text.settings.removeBody(folder?.path ?? '')}
    </Confirm>
  );
}

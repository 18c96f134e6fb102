// The folders of the library: how many photos, and whether they can be reached.

import { Fragment, type ReactNode } from 'react';
import { Folder as FolderIcon, FolderX, Trash2 } from 'lucide-react';
import type { Folder } from '../../app/contract.ts';
import { text } from '../text/text.ts';
import { IconButton } from './button.tsx';
import styles from './folder-list.module.css';

export function FolderList({ folders, onRemove }: { folders: Folder[]; onRemove?: (folder: Folder) => void }) {
  if (folders.length === 0) return null;
  return (
    <ul className={styles['list']}>
      {folders.map((folder) => (
        <li key={folder.id} data-state={folder.state}>
          {folder.state === 'away' ? <FolderX aria-hidden /> : <FolderIcon aria-hidden />}
          <div>
            <strong>{breakable(folder.path)}</strong>
            <span>
              {text.photos(folder.photos)} · {text.activity.folderState[folder.state]}
            </span>
          </div>
          {onRemove && (
            <IconButton label={text.settings.remove(folder.path)} onClick={() => onRemove(folder)}>
              <Trash2 aria-hidden />
            </IconButton>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A long path breaks between its folders rather than inside of a name. */
function breakable(path: string): ReactNode {
  return path.split(/(?<=[\\/])/).map((part, place) => (
    // The parts of a path have no other identity than their place.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={place}>
      {part}
      <wbr />
    </Fragment>
  ));
}

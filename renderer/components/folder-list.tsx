// The folders of the library: how many photos, and whether they can be reached.

import { CirclePause, Folder as FolderIcon, FolderX, SlidersHorizontal, Trash2 } from 'lucide-react';
import type { Folder, Skipped } from '../../app/contract.ts';
import { text } from '../text/text.ts';
import { IconButton } from './button.tsx';
import styles from './folder-list.module.css';
import { PathText } from './path-text.tsx';

export function FolderList({
  folders,
  onChange,
  onRemove,
}: {
  folders: Folder[];
  onChange?: (folder: Folder) => void;
  onRemove?: (folder: Folder) => void;
}) {
  if (folders.length === 0) return null;
  return (
    <ul className={styles['list']}>
      {folders.map((folder) => (
        <li key={folder.id} data-state={folder.state}>
          <Sign folder={folder} />
          <div>
            <strong>
              <PathText path={folder.path} />
            </strong>
            <span>{facts(folder).join(' · ')}</span>
            <SkippedFiles skipped={folder.skipped} />
          </div>
          {onChange && (
            <IconButton label={text.folder.change(folder.path)} onClick={() => onChange(folder)}>
              <SlidersHorizontal aria-hidden />
            </IconButton>
          )}
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

/** What is in the folder and is no photo to read; folded, as most of it is of no concern. */
function SkippedFiles({ skipped }: { skipped: Skipped[] }) {
  if (skipped.length === 0) return null;
  return (
    <details>
      <summary>{text.folder.skipped.title(skipped.reduce((sum, { count }) => sum + count, 0))}</summary>
      <ul>
        {skipped.map(({ kind, reason, count, example }) => (
          <li key={`${kind} ${reason}`}>
            {text.folder.skipped.kinds[kind](count)}: {text.folder.skipped.reasons[reason]}
            <small>{text.folder.skipped.example(example)}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Sign({ folder: { state, paused } }: { folder: Folder }) {
  if (state === 'away') return <FolderX aria-hidden />;
  return paused ? <CirclePause aria-hidden /> : <FolderIcon aria-hidden />;
}

function facts({ photos, waiting, state, paused, excluded, polled, findsInVideos }: Folder): string[] {
  const isWaiting = state === 'ready' && !paused && waiting > 0;
  return [
    // Before anything was read, none would be a lie.
    ...(photos === 0 && (isWaiting || state === 'scanning') ? [] : [text.photos(photos)]),
    paused && state !== 'away'
      ? text.folder.paused
      : isWaiting
        ? text.activity.folderWaiting(waiting)
        : text.activity.folderState[state],
    ...(excluded.length > 0 ? [text.folder.exclusions(excluded.length)] : []),
    ...(findsInVideos ? [] : [text.folder.noneInVideos]),
    ...(polled === true && !paused ? [text.folder.askedEveryMinute] : []),
  ];
}

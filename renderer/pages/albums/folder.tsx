// One folder as an album: all photos that lie in it.

import { FolderX } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PathText } from '../../components/path-text.tsx';
import { SelectPhotosButton } from '../../components/photo-selection.tsx';
import { PhotoGrid } from '../../components/photo-grid.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { isGone } from '../../engine/outcome.ts';
import { useCollection } from '../../engine/collection.ts';
import { useQuery } from '../../engine/query.ts';
import { go } from '../../router.ts';
import { text } from '../../text/text.ts';
import { BackToAlbums, extentOf } from './album.tsx';
import styles from './albums.module.css';

export function FolderPage({ folder, directory }: { folder: number; directory: string }) {
  const { value, error, retry } = useQuery('albums.folder', { folder, directory });
  const { items, total, reach } = useCollection('albums.folderPhotos', { folder, directory });

  if (isGone(error)) {
    return (
      <Notice
        icon={<FolderX />}
        heading="h1"
        title={text.albums.folderGone}
        action={<Button onClick={() => go({ page: 'albums' })}>{text.albums.goneAction}</Button>}
      >
        {text.albums.folderGoneBody}
      </Notice>
    );
  }
  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;
  if (value === undefined || total === undefined) return <TileSkeleton />;
  return (
    <>
      <BackToAlbums />
      <PageHeader title={value.name} lead={extentOf(value)}>
        <SelectPhotosButton />
      </PageHeader>
      <p className={styles['path']}>
        <PathText path={value.path} />
      </p>
      <PhotoGrid
        photos={items}
        total={total}
        onReach={reach}
        place={{ page: 'folder', folder, directory }}
        label={value.name}
      />
    </>
  );
}

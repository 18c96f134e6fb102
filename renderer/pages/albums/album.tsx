// One album: what it is to hold where it fills itself, and all of its photos.

import { useState } from 'react';
import { Images, LibraryBig, Pencil, Trash2 } from 'lucide-react';
import type { AlbumRule } from '../../../app/contract.ts';
import { AlbumDialog } from '../../components/album-dialog.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { askToTake, TakeIcon, takeLabel } from '../../components/take-photos.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { NameDialog } from '../../components/name-dialog.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SelectPhotosButton } from '../../components/photo-selection.tsx';
import { PhotoGrid } from '../../components/photo-grid.tsx';
import { partsOfRule, QueryParts } from '../../components/query-parts.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { isGone } from '../../engine/outcome.ts';
import { useCollection } from '../../engine/collection.ts';
import { useQuery } from '../../engine/query.ts';
import { deleteAlbum, renameAlbum } from '../../commands/albums.ts';
import { go, goFrom } from '../../router.ts';
import { span } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './albums.module.css';

export function AlbumPage({ album: id }: { album: number }) {
  const { value, error, retry } = useQuery('albums.get', { album: id });
  const [asking, setAsking] = useState<'edit' | 'delete'>();

  if (isGone(error)) {
    return (
      <Notice
        icon={<LibraryBig />}
        heading="h1"
        title={text.albums.gone}
        action={<Button onClick={() => go({ page: 'albums' })}>{text.albums.goneAction}</Button>}
      >
        {text.albums.goneBody}
      </Notice>
    );
  }
  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;
  if (value === undefined) return <TileSkeleton />;

  const { album, rule, people } = value;
  const remove = async () => {
    if (await deleteAlbum(album)) goFrom({ page: 'album', album: id }, { page: 'albums' });
  };
  return (
    <>
      <BackToAlbums />
      <PageHeader title={album.name} lead={extentOf(album)}>
        <Button icon={<Pencil aria-hidden />} onClick={() => setAsking('edit')}>
          {rule === null ? text.albums.rename : text.albums.edit}
        </Button>
        {album.photos > 0 && <SelectPhotosButton />}
        {askToTake && album.photos > 0 && (
          <IconButton label={takeLabel} onClick={() => askToTake?.({ album: id })}>
            <TakeIcon aria-hidden />
          </IconButton>
        )}
        <IconButton label={text.albums.delete} onClick={() => setAsking('delete')}>
          <Trash2 aria-hidden />
        </IconButton>
      </PageHeader>
      {rule !== null && (
        <div className={styles['rule']}>
          <QueryParts parts={partsOfRule(rule)} people={people} label={text.searchPage.understood} />
        </div>
      )}
      <AlbumPhotos album={id} name={album.name} empty={emptiness(rule, people.length)} />
      {asking === 'edit' && rule === null && (
        <NameDialog
          title={text.albums.rename}
          name={album.name}
          onSave={async (name) => (await renameAlbum(id, name)) !== undefined}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'edit' && rule !== null && (
        <AlbumDialog album={album} name={album.name} rule={rule} people={people} onClose={() => setAsking(undefined)} />
      )}
      <Confirm
        isOpen={asking === 'delete'}
        onClose={() => setAsking(undefined)}
        title={text.albums.deleteTitle(album.name)}
        action={text.albums.delete}
        onConfirm={() => void remove()}
      >
        {text.albums.deleteBody}
      </Confirm>
    </>
  );
}

interface Emptiness {
  title: string;
  body: string;
}

/** Why there may be no photo. @param known how many of the people whom the rule names can be found */
function emptiness(rule: AlbumRule | null, known: number): Emptiness {
  if (rule === null) return { title: text.albums.chosenEmpty, body: text.albums.chosenEmptyBody };
  const mentioned = new Set([...rule.with.flat(), ...rule.without]);
  return { title: text.albums.empty, body: known < mentioned.size ? text.albums.emptyPeople : text.albums.emptyBody };
}

function AlbumPhotos({ album, name, empty }: { album: number; name: string; empty: Emptiness }) {
  const { items, total, error, reach, retry } = useCollection('albums.photos', { album });
  if (error !== undefined && items.length === 0) return <FailedNotice error={error} onRetry={retry} />;
  if (total === undefined) return <TileSkeleton />;
  if (total === 0) {
    return (
      <Notice icon={<Images />} title={empty.title}>
        {empty.body}
      </Notice>
    );
  }
  return <PhotoGrid photos={items} total={total} onReach={reach} place={{ page: 'album', album }} label={name} />;
}

export function BackToAlbums() {
  return <BackLink to={{ page: 'albums' }}>{text.albums.back}</BackLink>;
}

export function extentOf(album: { photos: number; firstTakenAt: string | null; lastTakenAt: string | null }): string {
  const { photos, firstTakenAt, lastTakenAt } = album;
  const when = firstTakenAt !== null && lastTakenAt !== null ? [span(firstTakenAt, lastTakenAt)] : [];
  return [text.photos(photos), ...when].join(' · ');
}

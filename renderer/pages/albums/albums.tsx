// Albums that fill themselves, those that the user fills, favourites, and every folder of the library as an album.

import { useState } from 'react';
import { FolderOpen, Images, Plus, Star, Undo2 } from 'lucide-react';
import type { Album } from '../../../app/contract.ts';
import { AlbumDialog } from '../../components/album-dialog.tsx';
import { OPEN_RULE } from '../../components/rule-draft.ts';
import { Button } from '../../components/button.tsx';
import { focusContent } from '../../components/focus.ts';
import { NameDialog } from '../../components/name-dialog.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { TileGrid } from '../../components/tile-grid.tsx';
import { useCollection } from '../../engine/collection.ts';
import { useQuery } from '../../engine/query.ts';
import { makeAlbum, restoreAlbum } from '../../commands/albums.ts';
import { go } from '../../router.ts';
import { text } from '../../text/text.ts';
import { AlbumTile, NARROWEST_ALBUM_TILE, ALBUM_WORDS_HEIGHT } from './album-tile.tsx';
import styles from './albums.module.css';

export function AlbumsPage() {
  const { value, error, retry } = useQuery('albums.list', {});
  const [making, setMaking] = useState<'filling itself' | 'chosen'>();
  const opened = ({ id }: Album) => {
    go({ page: 'album', album: id });
    focusContent();
  };

  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;
  return (
    <>
      <PageHeader title={text.pages.albums}>
        <Button icon={<Star aria-hidden />} onClick={() => go({ page: 'search', query: text.searchPage.favourites })}>
          {text.albums.favourites}
        </Button>
        <Button icon={<Images aria-hidden />} onClick={() => setMaking('chosen')}>
          {text.albums.createChosen}
        </Button>
        <Button look="primary" icon={<Plus aria-hidden />} onClick={() => setMaking('filling itself')}>
          {text.albums.create}
        </Button>
      </PageHeader>
      {value === undefined ? (
        <TileSkeleton />
      ) : (
        <>
          <section className={styles['section']}>
            <h2>{text.albums.own}</h2>
            {value.albums.length === 0 ? (
              <p className={styles['none']}>{text.albums.none}</p>
            ) : (
              <OwnAlbums albums={value.albums} />
            )}
            {value.deleted.length > 0 && <Deleted albums={value.deleted} />}
          </section>
          <Folders />
        </>
      )}
      {making === 'chosen' && (
        <NameDialog
          title={text.albums.createChosen}
          description={text.albums.chosenEmptyBody}
          onClose={() => setMaking(undefined)}
          onSave={async (name) => {
            const made = await makeAlbum(name, []);
            if (made) opened(made);
            return made !== undefined;
          }}
        />
      )}
      {making === 'filling itself' && (
        <AlbumDialog
          album={null}
          name=""
          rule={OPEN_RULE}
          people={[]}
          onClose={(made) => {
            setMaking(undefined);
            if (made) opened(made);
          }}
        />
      )}
    </>
  );
}

const reachNothing = () => undefined;

function OwnAlbums({ albums }: { albums: readonly Album[] }) {
  return (
    <TileGrid
      total={albums.length}
      narrowest={NARROWEST_ALBUM_TILE}
      extra={ALBUM_WORDS_HEIGHT}
      label={text.albums.own}
      onReach={reachNothing}
    >
      {(index) => {
        const album = albums[index];
        return album && <AlbumTile key={album.id} album={album} place={{ page: 'album', album: album.id }} />;
      }}
    </TileGrid>
  );
}

function Deleted({ albums }: { albums: readonly { id: number; name: string }[] }) {
  return (
    <details className={styles['deleted']}>
      <summary>{text.albums.deleted(albums.length)}</summary>
      <ul>
        {albums.map(({ id, name }) => (
          <li key={id}>
            <span>{name}</span>
            <Button icon={<Undo2 aria-hidden />} onClick={() => void restoreAlbum(id)}>
              {text.albums.restore(name)}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Folders() {
  const { items, total, error, reach, retry } = useCollection('albums.folders', {});
  return (
    <section className={styles['section']}>
      <h2>{text.albums.folders}</h2>
      {error !== undefined && items.length === 0 ? (
        <FailedNotice error={error} onRetry={retry} />
      ) : total === undefined ? (
        <TileSkeleton />
      ) : total === 0 ? (
        <Notice icon={<FolderOpen />} title={text.photosPage.empty} heading="h3">
          {text.albums.foldersNone}
        </Notice>
      ) : (
        <TileGrid
          total={total}
          narrowest={NARROWEST_ALBUM_TILE}
          extra={ALBUM_WORDS_HEIGHT}
          label={text.albums.folders}
          onReach={reach}
        >
          {(index) => {
            const album = items[index];
            if (album === undefined) return null;
            const { folder, directory, path } = album;
            return <AlbumTile key={path} album={album} place={{ page: 'folder', folder, directory }} title={path} />;
          }}
        </TileGrid>
      )}
    </section>
  );
}

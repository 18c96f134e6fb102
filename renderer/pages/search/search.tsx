// Search: one box, what was understood, the people who are meant, and all photos that fit.

import { useState } from 'react';
import { LibraryBig, Search, SearchX } from 'lucide-react';
import type { Album, PersonCard, QueryPart, Reply } from '../../../app/contract.ts';
import { AlbumDialog } from '../../components/album-dialog.tsx';
import { Button } from '../../components/button.tsx';
import { AlbumCover } from '../../components/album-cover.tsx';
import { FaceImage } from '../../components/face.tsx';
import { focusContent } from '../../components/focus.ts';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SelectPhotosButton } from '../../components/photo-selection.tsx';
import { PhotoGrid } from '../../components/photo-grid.tsx';
import { namesOf, QueryParts, wordsOfPart } from '../../components/query-parts.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { askToTake, TakeIcon, takeLabel } from '../../components/take-photos.tsx';
import { useCollection } from '../../engine/collection.ts';
import { addressOf, go, personPlace } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './search.module.css';

export function SearchPage({ query }: { query: string }) {
  return (
    <>
      <PageHeader title={text.pages.search} />
      <div className={styles['box']}>
        <SearchBox query={query} size="large" />
      </div>
      {query === '' ? <Examples /> : <Results key={query} query={query} />}
    </>
  );
}

function Results({ query }: { query: string }) {
  const { items, total, first, error, reach, retry } = useCollection('search.photos', { query });
  if (error !== undefined && items.length === 0) return <FailedNotice error={error} onRetry={retry} />;
  if (total === undefined || first === undefined) return <TileSkeleton />;
  const none = nothingFound(first);
  const isOfVideos = first.parts.some(({ kind }) => kind === 'videos');
  return (
    <>
      <Understood query={query} found={first} />
      {first.corrections.map(({ typed, people, place }) => (
        <p key={typed} className={styles['corrected']}>
          {text.searchPage.corrected(typed, place ?? namesOf(people, first.people))}
        </p>
      ))}
      <AlbumsRow albums={first.albums} />
      {total > 0 && <PeopleRow people={first.people} />}
      {/* For users who cannot see them: how many there are. */}
      <h2 className={styles['count']}>
        <output>{(isOfVideos ? text.searchPage.videosFound : text.photos)(total)}</output>
      </h2>
      {total === 0 ? (
        // What would be found instead is wanted next: it stands above the rest, in sight on a phone as well.
        <>
          <div className={styles['none']}>
            <Notice
              icon={<SearchX />}
              heading="h3"
              title={none.title}
              action={first.instead.length > 0 && <Instead found={first} />}
            >
              {none.body}
            </Notice>
          </div>
          <PeopleRow people={first.people} />
        </>
      ) : (
        <PhotoGrid
          photos={items}
          total={total}
          onReach={reach}
          place={{ page: 'search', query }}
          label={text.searchPage.results}
        />
      )}
    </>
  );
}

/** Why there may be no photo, and what to try: of a single thing nothing can be left out. */
function nothingFound({ rule, parts }: Reply<'search.photos'>): { title: string; body: string } {
  const said = text.searchPage;
  if (rule === null) return { title: said.nothingTitle, body: said.nothingBody };
  const [only, ...others] = parts;
  if (only === undefined || others.length > 0) return { title: said.noneTitle, body: said.noneBody };
  return { title: said.noneOfOneTitle, body: only.kind === 'word' ? said.noneOfWordBody : said.noneOfPartBody };
}

/** What may be on a photo, or not. */
const IS_THERE_OR_NOT = new Set<QueryPart['kind']>(['with', 'without', 'lacks']);

/** What would be found if one thing less were asked for, a click each. */
function Instead({ found: { instead, people } }: { found: Reply<'search.photos'> }) {
  const { insteadPart, insteadEither } = text.searchPage;
  return (
    <ul className={styles['examples']} aria-label={text.searchPage.instead}>
      {instead.map(({ query, without, photos }) => (
        <li key={query}>
          <a href={addressOf({ page: 'search', query })}>
            {(IS_THERE_OR_NOT.has(without.kind) ? insteadEither : insteadPart)(wordsOfPart(without, people), photos)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Understood({ query, found }: { query: string; found: Reply<'search.photos'> }) {
  const [isSaving, setIsSaving] = useState(false);
  const { parts, people, rule } = found;
  return (
    <div className={styles['understood']}>
      <QueryParts parts={parts} people={people} label={text.searchPage.understood} />
      {rule !== null && (
        <Button icon={<LibraryBig aria-hidden />} onClick={() => setIsSaving(true)}>
          {text.searchPage.save}
        </Button>
      )}
      {askToTake && rule !== null && found.total > 0 && (
        <Button icon={<TakeIcon aria-hidden />} onClick={() => askToTake?.({ query })}>
          {takeLabel}
        </Button>
      )}
      {found.total > 0 && <SelectPhotosButton />}
      {isSaving && rule !== null && (
        <AlbumDialog
          album={null}
          name={query}
          rule={rule}
          people={people}
          onClose={(made) => {
            setIsSaving(false);
            if (!made) return;
            go({ page: 'album', album: made.id });
            focusContent();
          }}
        />
      )}
    </div>
  );
}

function PeopleRow({ people }: { people: readonly PersonCard[] }) {
  if (people.length === 0) return null;
  return (
    <ul className={styles['people']} aria-label={text.searchPage.people}>
      {people.map((person) => (
        <li key={person.id}>
          <a href={addressOf(personPlace(person.id))}>
            <FaceImage face={person.cover} />
            <strong>{person.name ?? text.peoplePage.unnamed}</strong>
            <small>{text.photos(person.photos)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Those that are called so, whatever is on their photos. */
function AlbumsRow({ albums }: { albums: readonly Album[] }) {
  if (albums.length === 0) return null;
  return (
    <ul className={styles['albums']} aria-label={text.searchPage.albums}>
      {albums.map(({ id, name, photos, cover }) => (
        <li key={id}>
          <a href={addressOf({ page: 'album', album: id })}>
            <span>
              <AlbumCover cover={cover} />
            </span>
            <strong>{name}</strong>
            <small>{text.photos(photos)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What can be typed, with names of this library. */
function Examples() {
  const { items } = useCollection('people.list', { section: 'main' });
  const [one, other] = items.flatMap(({ name }) => name ?? []);
  return (
    <Notice
      icon={<Search />}
      title={text.searchPage.emptyTitle}
      action={
        one !== undefined &&
        other !== undefined && (
          <span className={styles['examples']}>
            {text.searchPage.examples(one, other).map((query) => (
              <a key={query} href={addressOf({ page: 'search', query })}>
                {query}
              </a>
            ))}
          </span>
        )
      }
    >
      {text.searchPage.emptyBody} <span className={styles['key']}>{text.searchPage.emptyKey}</span>
    </Notice>
  );
}

// One person: who it is, when they were photographed, all their photos, or only their faces.

import { useMemo, useState } from 'react';
import { ListChecks, UserX } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { Switch } from '../../components/page-header.tsx';
import { SelectPhotosButton } from '../../components/photo-selection.tsx';
import { PhotoGrid } from '../../components/photo-grid.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { isGone } from '../../engine/outcome.ts';
import { useCollection } from '../../engine/collection.ts';
import { useQuery } from '../../engine/query.ts';
import { addressOf, go, type PersonView } from '../../router.ts';
import { number, timeSpan } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { AlikeBanner } from './alike-banner.tsx';
import { AlikePeople } from './alike-people.tsx';
import { AboutDialog, AboutPerson } from './about-person.tsx';
import { CheckFaces } from './check-faces.tsx';
import { FaceWall } from './face-wall.tsx';
import { PersonHeader } from './person-header.tsx';
import styles from './person.module.css';
import { Together } from './together.tsx';

interface Props {
  person: number;
  view: PersonView;
}

export function PersonPage({ person, view }: Props) {
  const { value, error, retry } = useQuery('people.get', { person });
  const [isDescribing, setIsDescribing] = useState(false);
  if (isGone(error)) {
    return (
      <Notice
        icon={<UserX />}
        heading="h1"
        title={text.person.gone}
        action={<Button onClick={() => go({ page: 'people', section: 'main' })}>{text.person.goneAction}</Button>}
      >
        {text.person.goneBody}
      </Notice>
    );
  }
  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;
  return (
    <>
      <PersonHeader id={person} onDescribe={() => setIsDescribing(true)} />
      {value && <AboutPerson about={value} onEdit={() => setIsDescribing(true)} />}
      {view !== 'alike' && <AlikeBanner person={person} />}
      <div className={styles['views']}>
        <Switch
          label={text.person.views}
          options={(['photos', 'faces'] as const).map((each) => ({
            label: text.person[each],
            href: addressOf({ page: 'person', person, view: each }),
            isCurrent: each === view,
            ...(value && { count: number(value.person[each]) }),
          }))}
        />
        {view === 'photos' && <SelectPhotosButton />}
        {view !== 'check' && value && value.person.faces > 1 && (
          <a className={styles['check']} href={addressOf({ page: 'person', person, view: 'check' })}>
            <ListChecks aria-hidden />
            {text.checking.title(value.person.name)}
          </a>
        )}
      </div>
      {view === 'photos' && <Together key={person} person={person} />}
      <View person={person} view={view} name={value?.person.name ?? null} />
      {isDescribing && value && <AboutDialog about={value} onClose={() => setIsDescribing(false)} />}
    </>
  );
}

function View({ person, view, name }: Props & { name: string | null }) {
  switch (view) {
    case 'photos':
      return <PersonPhotos person={person} name={name} />;
    case 'faces':
      return <FaceWall key={person} person={person} name={name} />;
    case 'check':
      return <CheckFaces key={person} person={person} name={name} />;
    case 'alike':
      return <AlikePeople key={person} person={person} name={name} />;
  }
}

function PersonPhotos({ person, name }: { person: number; name: string | null }) {
  const { items, total, error, reach, retry } = useCollection('people.photos', { person });
  const times = useTimesInVideos(person);
  if (error !== undefined && items.length === 0) return <FailedNotice error={error} onRetry={retry} />;
  if (total === undefined) return <TileSkeleton />;
  if (total === 0) return <p>{text.person.empty}</p>;
  return (
    <PhotoGrid
      photos={items}
      total={total}
      onReach={reach}
      place={{ page: 'person', person, view: 'photos' }}
      label={name ?? text.peoplePage.unnamed}
      timesIn={(video) => times.get(video)}
    />
  );
}

/** By the video: 0:34–0:41; of several, the first and how many more there are. */
function useTimesInVideos(person: number): ReadonlyMap<number, string> {
  const { value } = useQuery('videos.momentsOf', { person });
  return useMemo(() => {
    const seen = new Map<number, { first: string; more: number }>();
    for (const { photo, begins, ends } of value?.moments ?? []) {
      const before = seen.get(photo);
      if (before) before.more += 1;
      else seen.set(photo, { first: timeSpan(begins, ends), more: 0 });
    }
    return new Map([...seen].map(([photo, { first, more }]) => [photo, text.person.times(first, more)]));
  }, [value]);
}

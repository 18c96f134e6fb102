// All photos of the library, newest first.

import { ImageOff } from 'lucide-react';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PhotoGrid } from '../../components/photo-grid.tsx';
import { Progress } from '../../components/progress.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { useCollection } from '../../engine/collection.ts';
import { useStatus } from '../../engine/events.ts';
import { text } from '../../text/text.ts';

export function PhotosPage() {
  const { value: status } = useStatus();
  const { items, total, error, reach, retry } = useCollection('photos.list', {});
  return (
    <>
      <PageHeader title={text.pages.photos} {...(total !== undefined && total > 0 && { lead: text.photos(total) })} />
      <Progress status={status} />
      {error !== undefined && items.length === 0 ? (
        <FailedNotice error={error} onRetry={retry} />
      ) : total === undefined ? (
        <TileSkeleton />
      ) : total === 0 ? (
        <Notice icon={<ImageOff />} title={text.photosPage.empty}>
          {text.photosPage.emptyBody}
        </Notice>
      ) : (
        <PhotoGrid photos={items} total={total} onReach={reach} place={{ page: 'photos' }} label={text.pages.photos} />
      )}
    </>
  );
}

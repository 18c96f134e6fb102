// All photos of the library, newest first.

import { ImageOff } from 'lucide-react';
import { EndingNotice } from '../../components/ending-notice.tsx';
import { FailedNotice, Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SelectPhotosButton } from '../../components/photo-selection.tsx';
import { Progress } from '../../components/progress.tsx';
import { TileSkeleton } from '../../components/skeleton.tsx';
import { useStatus } from '../../engine/events.ts';
import { useTimeline } from '../../engine/timeline.ts';
import { text } from '../../text/text.ts';
import styles from './photos.module.css';
import { Timeline } from './timeline.tsx';

export function PhotosPage() {
  const { value: status } = useStatus();
  const timeline = useTimeline();
  const { total, error, retry } = timeline;
  return (
    <>
      <PageHeader title={text.pages.photos} {...(total !== undefined && total > 0 && { lead: text.photos(total) })}>
        {total !== undefined && total > 0 && (
          <span className={styles['beside']}>
            <SelectPhotosButton />
          </span>
        )}
      </PageHeader>
      <Progress status={status} />
      {error !== undefined && total === undefined ? (
        <FailedNotice error={error} onRetry={retry} />
      ) : total === undefined ? (
        <TileSkeleton />
      ) : total === 0 ? (
        <EndingNotice icon={<ImageOff />}>
          <Notice icon={<ImageOff />} title={text.photosPage.empty}>
            {text.photosPage.emptyBody}
          </Notice>
        </EndingNotice>
      ) : (
        <Timeline {...timeline} />
      )}
    </>
  );
}

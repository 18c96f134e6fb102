// What Kindred is doing and has done: folders, files that could not be read, and everything that the user said.

import { Button } from '../../components/button.tsx';
import { FolderList } from '../../components/folder-list.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Progress } from '../../components/progress.tsx';
import { useStatus } from '../../engine/events.ts';
import { go } from '../../router.ts';
import { text } from '../../text/text.ts';
import styles from './activity.module.css';
import { Failures } from './failures.tsx';
import { History } from './history.tsx';
import { Missing } from './missing.tsx';
import { WorkersAtWork } from './workers-at-work.tsx';

export function ActivityPage() {
  const { value: status } = useStatus();
  return (
    <div className={styles['page']}>
      <PageHeader
        title={text.pages.activity}
        {...(status && {
          lead: `${text.photos(status.photos.done)} · ${text.faces(status.faces)} · ${text.peopleSeen(status.peopleBySection)}`,
        })}
      />
      <Progress status={status} showsVideos />
      <section className={styles['section']}>
        <div className={styles['head']}>
          <h2>{text.activity.folders}</h2>
          <Button look="quiet" onClick={() => go({ page: 'settings' })}>
            {text.activity.manage}
          </Button>
        </div>
        <FolderList folders={status?.folders ?? []} />
      </section>
      <WorkersAtWork workers={status?.workers ?? []} />
      {status && <Failures photos={status.photos} />}
      <Missing />
      <History />
    </div>
  );
}

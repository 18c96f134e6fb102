// Backups of the library: which there are, one more now, and the way back to an earlier state.

import { useState } from 'react';
import { DatabaseBackup } from 'lucide-react';
import type { Backup } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { sayDone, sayFailed } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { useQuery } from '../../engine/query.ts';
import { bytes, instant } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import rows from '../activity/activity.module.css';
import styles from './settings.module.css';

export function Backups() {
  const { value, error, retry } = useQuery('backups.list', {});
  const [restoring, setRestoring] = useState<Backup>();
  const [isBusy, setIsBusy] = useState(false);

  async function work(task: () => Promise<string>): Promise<void> {
    setIsBusy(true);
    try {
      sayDone(await task());
    } catch (cause) {
      sayFailed(cause);
    } finally {
      setIsBusy(false);
    }
  }

  const make = () =>
    work(async () => {
      await call('backups.make', {});
      return text.backups.madeToast;
    });
  const restore = (backup: Backup) =>
    work(async () => {
      const { kept } = await call('backups.restore', { backup: backup.name });
      return kept === null ? text.backups.restoredDamagedToast : text.backups.restoredToast;
    });

  return (
    <section className={styles['section']} aria-busy={isBusy}>
      <h2>{text.backups.title}</h2>
      <p className={styles['lead']}>{text.backups.lead}</p>
      {error !== undefined && <FailedNotice error={error} onRetry={retry} />}
      {value?.backups.length === 0 && <p className={rows['empty']}>{text.backups.none}</p>}
      {value !== undefined && value.backups.length > 0 && (
        <ul className={rows['list']}>
          {value.backups.map((backup) => (
            <li key={backup.name}>
              <div className={rows['words']}>
                <time dateTime={backup.at}>{instant(backup.at)}</time>
                <small>
                  {text.backups.reasons[backup.reason]} · {bytes(backup.bytes)}
                </small>
              </div>
              <Button look="quiet" disabled={isBusy} onClick={() => setRestoring(backup)}>
                {text.backups.restore}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles['buttons']}>
        <Button icon={<DatabaseBackup aria-hidden />} disabled={isBusy} onClick={() => void make()}>
          {isBusy ? text.backups.working : text.backups.make}
        </Button>
      </div>
      <Confirm
        isOpen={restoring !== undefined}
        onClose={() => setRestoring(undefined)}
        title={text.backups.restoreTitle(restoring ? instant(restoring.at) : '')}
        action={text.backups.restoreConfirm}
        onConfirm={() => restoring && void restore(restoring)}
      >
        {text.backups.restoreBody}
      </Confirm>
    </section>
  );
}

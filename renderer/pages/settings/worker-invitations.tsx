// Which other machines may analyse photos for this library, where it shares a queue with them; and how to shut them out.

import { useState } from 'react';
import type { Invitation } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { sayDone, sayFailed } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { useQuery } from '../../engine/query.ts';
import { instant } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import rows from '../activity/activity.module.css';
import styles from './settings.module.css';

export function WorkerInvitations() {
  const { value, error, retry } = useQuery('workers.list', {});
  const [revoking, setRevoking] = useState<Invitation>();
  if (error !== undefined) return <FailedNotice error={error} onRetry={retry} />;
  const invitations = value?.invitations ?? null;
  if (invitations === null) return null;

  const revoke = ({ id, name }: Invitation) =>
    call('workers.revoke', { invitation: id }).then(() => sayDone(text.workers.revokedToast(name)), sayFailed);

  return (
    <section className={styles['section']}>
      <h2>{text.workers.title}</h2>
      <p className={styles['lead']}>{text.workers.lead}</p>
      {invitations.length === 0 && <p className={rows['empty']}>{text.workers.none}</p>}
      {invitations.length > 0 && (
        <ul className={rows['list']}>
          {invitations.map((invitation) => (
            <li key={invitation.id}>
              <div className={rows['words']}>
                {invitation.name}
                <small>
                  <time dateTime={invitation.at}>{text.workers.invited(instant(invitation.at))}</time>
                </small>
              </div>
              <Button
                look="quiet"
                aria-label={text.workers.revoke(invitation.name)}
                onClick={() => setRevoking(invitation)}
              >
                {text.workers.revokeConfirm}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Confirm
        isOpen={revoking !== undefined}
        onClose={() => setRevoking(undefined)}
        title={text.workers.revokeTitle(revoking?.name ?? '')}
        action={text.workers.revokeConfirm}
        onConfirm={() => revoking && void revoke(revoking)}
      >
        {text.workers.revokeBody}
      </Confirm>
    </section>
  );
}

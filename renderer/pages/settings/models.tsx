// The models that compare faces: those that ship, and the large ones that can be downloaded, used and removed.

import { useState } from 'react';
import { Download } from 'lucide-react';
import type { Models as ModelList, Reply } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { sayFailed } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { useProgress } from '../../engine/query.ts';
import { bytes } from '../../text/format.ts';
import { text, wordsOf } from '../../text/text.ts';
import { timeLeft } from '../../text/time-left.ts';
import rows from '../activity/activity.module.css';
import styles from './models.module.css';
import settings from './settings.module.css';

type Large = ModelList['models'][number];
type Work = NonNullable<ModelList['work']>;

export function Models() {
  const { value, error, retry } = useProgress('models.list', {}, ({ work }) => work !== null);
  const [removing, setRemoving] = useState<Large>();

  async function ask(asking: Promise<Reply<'models.list'>>): Promise<void> {
    try {
      await asking;
    } catch (cause) {
      sayFailed(cause);
    }
  }

  return (
    <section className={settings['section']}>
      <h2>{text.models.title}</h2>
      <p className={settings['lead']}>{text.models.lead}</p>
      {error !== undefined && <FailedNotice error={error} onRetry={retry} />}
      {value && (
        <ul className={rows['list']}>
          <li>
            <div className={rows['words']}>
              {text.models.shipped}
              <small>{text.models.shippedPurpose}</small>
            </div>
            {value.inUse === 'shipped' ? (
              <span className={rows['note']}>{text.models.inUse}</span>
            ) : (
              <Button look="quiet" onClick={() => void ask(call('models.use', { name: 'shipped' }))}>
                {text.models.use}
              </Button>
            )}
          </li>
          {value.models.map((network) => (
            <LargeRow
              key={network.name}
              network={network}
              list={value}
              onGet={() => void ask(call('models.get', { name: network.name }))}
              onUse={() => void ask(call('models.use', { name: network.name }))}
              onCancel={() => void ask(call('models.cancel', {}))}
              onRemove={() => setRemoving(network)}
            />
          ))}
        </ul>
      )}
      <Confirm
        isOpen={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={text.models.removeTitle(removing?.title ?? '')}
        action={text.models.removeConfirm}
        onConfirm={() => removing && void ask(call('models.remove', { name: removing.name }))}
      >
        {text.models.removeBody(bytes(removing?.bytes ?? 0))}
      </Confirm>
    </section>
  );
}

function LargeRow({
  network: { name, title, isInstalled, bytes: size, licence },
  list: { inUse, work, failure },
  onGet,
  onUse,
  onCancel,
  onRemove,
}: {
  network: Large;
  list: ModelList;
  onGet: () => void;
  onUse: () => void;
  onCancel: () => void;
  onRemove: () => void;
}) {
  const own = work?.name === name ? work : undefined;
  return (
    <li className={styles['row']}>
      <div className={rows['words']}>
        {title}
        <small>{text.models.purposes[name]}</small>
        <small>
          {text.models.facts(bytes(size), licence)} {text.models.uncalibrated}
        </small>
        {failure?.name === name && (
          <small role="alert" className={styles['failure']}>
            {wordsOf(failure.sentence)}
          </small>
        )}
      </div>
      <div className={styles['buttons']}>
        {inUse === name && <span className={rows['note']}>{text.models.inUse}</span>}
        {own && <Button onClick={onCancel}>{text.cancel}</Button>}
        {!own && !isInstalled && (
          <Button icon={<Download aria-hidden />} disabled={work !== null} onClick={onGet}>
            {text.models.get(title)}
          </Button>
        )}
        {!own && isInstalled && inUse !== name && (
          <>
            <Button look="quiet" disabled={work !== null} onClick={onRemove}>
              {text.models.remove(title)}
            </Button>
            <Button disabled={work !== null} onClick={onUse}>
              {text.models.choose(title)}
            </Button>
          </>
        )}
      </div>
      {own && <WorkBar work={own} title={title} />}
    </li>
  );
}

function WorkBar({ work, title }: { work: Work; title: string }) {
  return (
    <div className={styles['work']}>
      <progress
        aria-label={text.models.progress(title)}
        max={work.kind === 'conversion' ? 1 : Math.max(work.total, 1)}
        // Without a value it says that the end is not known yet.
        {...(work.kind !== 'conversion' && { value: work.kind === 'download' ? work.received : work.done })}
      />
      <small>{progressOf(work).join(' · ')}</small>
    </div>
  );
}

function progressOf(work: Work): string[] {
  switch (work.kind) {
    case 'download':
      return [text.models.downloading(bytes(work.received), bytes(work.total)), ...left(work.secondsLeft)];
    case 'conversion':
      return [text.models.converting];
    case 'embedding':
      return [
        text.models.describing(work.done, work.total),
        ...(work.isWaiting ? [text.models.waiting] : left(work.secondsLeft)),
      ];
    default:
      return work satisfies never;
  }
}

function left(seconds: number | null): string[] {
  return seconds === null ? [] : [timeLeft(seconds)];
}

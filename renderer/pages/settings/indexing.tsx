// How photos are looked at: down to which size faces are looked for, whether in videos, and whether that goes on while on battery.

import { useId, useState } from 'react';
import type { Request } from '../../../app/contract.ts';
import { Choice } from '../../components/choice.tsx';
import { Confirm } from '../../components/confirm.tsx';
import fields from '../../components/fields.module.css';
import { FailedNotice } from '../../components/notice.tsx';
import { sayDone, sayFailed } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { useQuery } from '../../engine/query.ts';
import { text } from '../../text/text.ts';
import styles from './settings.module.css';

/** Shares of the photo's longer side; the second is what ships. */
const FACE_SIZES = [
  { share: 0.06, label: text.indexing.sizes.large },
  { share: 30 / 1024, label: text.indexing.sizes.usual },
  { share: 0.015, label: text.indexing.sizes.small },
  { share: 0.01, label: text.indexing.sizes.tiny },
];

export function Indexing() {
  const { value, error, retry } = useQuery('indexing.get', {});
  const [wished, setWished] = useState<number>();
  const id = useId();

  async function change(changes: Request<'indexing.change'>, done: string): Promise<void> {
    try {
      await call('indexing.change', changes);
      sayDone(done);
    } catch (cause) {
      sayFailed(cause);
    }
  }

  return (
    <section className={styles['section']}>
      <h2>{text.indexing.title}</h2>
      {error !== undefined && <FailedNotice error={error} onRetry={retry} />}
      {value && (
        <div className={fields['fields']}>
          <div>
            <label htmlFor={id}>{text.indexing.smallest}</label>
            <select
              id={id}
              aria-describedby={`${id}-hint`}
              value={String(nearest(value.smallestFace))}
              onChange={(event) => setWished(Number(event.target.value))}
            >
              {FACE_SIZES.map(({ share, label }) => (
                <option key={share} value={share}>
                  {label}
                </option>
              ))}
            </select>
            <small id={`${id}-hint`}>{text.indexing.smallestHint}</small>
          </div>
          <Choice
            isChosen={value.sparesBattery}
            onChoose={(sparesBattery) =>
              void change({ sparesBattery }, sparesBattery ? text.indexing.sparesToast : text.indexing.goesOnToast)
            }
            hint={value.onBattery === null ? text.indexing.sparesUnknown : text.indexing.sparesHint}
          >
            {text.indexing.spares}
          </Choice>
          <Choice
            isChosen={value.findsPeopleInVideos}
            onChoose={(findsPeopleInVideos) =>
              void change(
                { findsPeopleInVideos },
                findsPeopleInVideos ? text.indexing.videosToast : text.indexing.noVideosToast,
              )
            }
            hint={value.hasDecoder ? text.indexing.videosHint : text.indexing.videosWithout}
          >
            {text.indexing.videos}
          </Choice>
          <Choice
            isChosen={value.filesApart}
            onChoose={(filesApart) =>
              void change({ filesApart }, filesApart ? text.indexing.apartToast : text.indexing.togetherToast)
            }
            hint={text.indexing.apartHint}
          >
            {text.indexing.apart}
          </Choice>
        </div>
      )}
      <Confirm
        isOpen={wished !== undefined}
        onClose={() => setWished(undefined)}
        title={text.indexing.againTitle}
        action={text.indexing.againConfirm}
        look="primary"
        onConfirm={() => wished !== undefined && void change({ smallestFace: wished }, text.indexing.againToast)}
      >
        {text.indexing.againBody}
      </Confirm>
    </section>
  );
}

/** A script may have set any share. */
function nearest(share: number): number {
  const distance = (size: { share: number }) => Math.abs(Math.log(size.share / share));
  return FACE_SIZES.reduce((best, size) => (distance(size) < distance(best) ? size : best)).share;
}

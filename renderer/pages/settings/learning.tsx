// What Kindred learnt: where the threshold between same and different lies now, and from which answers.

import { useState } from 'react';
import { RotateCcw } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { sayDone, sayFailed } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { useQuery } from '../../engine/query.ts';
import { decimal } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { LearningChart } from './learning-chart.tsx';
import styles from './settings.module.css';

export function Learning() {
  const { value, error, retry } = useQuery('learning.get', {});
  const [isAsking, setIsAsking] = useState(false);

  async function reset(): Promise<void> {
    try {
      await call('learning.reset', {});
      sayDone(text.learning.resetToast);
    } catch (cause) {
      sayFailed(cause);
    }
  }

  return (
    <section className={styles['section']}>
      <h2>{text.learning.title}</h2>
      <p className={styles['lead']}>{text.learning.lead}</p>
      {error !== undefined && <FailedNotice error={error} onRetry={retry} />}
      {value && (
        <>
          {value.lessons.length > 0 && <LearningChart learning={value} />}
          <p>
            {value.lessons.length === 0
              ? text.learning.none(decimal(value.shipped))
              : text.learning.sentence(value.lessons.length, decimal(value.shipped), decimal(value.learnt))}
          </p>
          {value.lessons.length > 0 && (
            <div className={styles['buttons']}>
              <Button icon={<RotateCcw aria-hidden />} onClick={() => setIsAsking(true)}>
                {text.learning.reset}
              </Button>
            </div>
          )}
        </>
      )}
      <Confirm
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={text.learning.resetTitle}
        action={text.learning.resetConfirm}
        onConfirm={() => void reset()}
      >
        {text.learning.resetBody}
      </Confirm>
    </section>
  );
}

// The second step: what Kindred does with the photos and what it never does, while the scan goes on.

import { Eye, MonitorCheck, Undo2 } from 'lucide-react';
import type { Status } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { takeFocusUnscrolled } from '../../components/focus.ts';
import { Progress } from '../../components/progress.tsx';
import { TellWhenDone } from '../../components/tell-when-done.tsx';
import { text } from '../../text/text.ts';
import styles from './welcome.module.css';

const PROMISE_ICONS = [<Eye key="read" />, <MonitorCheck key="here" />, <Undo2 key="undo" />];

interface Props {
  status: Status;
  onBack: () => void;
  onNext: () => void;
}

export function Promises({ status, onBack, onNext }: Props) {
  return (
    <>
      <h1>{text.welcome.promisesTitle}</h1>
      <p className={styles['lead']}>{text.welcome.promisesLead}</p>
      <ul className={styles['promises']}>
        {text.welcome.promises.map(({ title, body }, index) => (
          <li key={title}>
            <span aria-hidden>{PROMISE_ICONS[index]}</span>
            <h2>{title}</h2>
            <p>{body}</p>
          </li>
        ))}
      </ul>
      <div className={styles['progress']}>
        <Progress status={status} />
        <TellWhenDone status={status} />
      </div>
      <div className={styles['buttons']}>
        <Button title={text.welcome.backHint} onClick={onBack}>
          {text.welcome.back}
        </Button>
        <Button ref={takeFocusUnscrolled} look="primary" onClick={onNext}>
          {text.welcome.continue}
        </Button>
      </div>
    </>
  );
}

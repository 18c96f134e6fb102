// “Take your names home”: in which folders names are written into .xmp files, how far that is, and the way back.

import { useState } from 'react';
import { Eraser, RefreshCw } from 'lucide-react';
import type { NamesWriting, Request } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Confirm } from '../../components/confirm.tsx';
import fields from '../../components/fields.module.css';
import { FailedNotice } from '../../components/notice.tsx';
import { PathText } from '../../components/path-text.tsx';
import { sayDone, sayFailed } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { useProgress } from '../../engine/query.ts';
import { text, wordsOf } from '../../text/text.ts';
import names from './names.module.css';
import styles from './settings.module.css';
import own from './sidecars.module.css';

export function Sidecars() {
  const { value, error, isUnderWay, retry } = useProgress('sidecars.get', {}, ({ waiting }) => waiting > 0);

  return (
    <section className={styles['section']} aria-labelledby="sidecars" aria-busy={isUnderWay}>
      <h2 id="sidecars">{text.sidecars.title}</h2>
      <p className={styles['lead']}>{text.sidecars.lead}</p>
      {error !== undefined && <FailedNotice error={error} onRetry={retry} />}
      {value && <Places now={value} />}
      {value && <HowFar now={value} />}
      {value && <Problems now={value} />}
    </section>
  );
}

function Places({ now: { newFolders, folders } }: { now: NamesWriting }) {
  const isEverywhere = newFolders && folders.every(({ writes }) => writes);
  return (
    <div className={fields['fields']}>
      <Choice
        isChosen={isEverywhere}
        onChoose={(writes) => void change({ folder: 'all', writes })}
        hint={text.sidecars.allHint}
      >
        {text.sidecars.all}
      </Choice>
      {folders.length > 1 && !isEverywhere && (
        <fieldset>
          <legend>{text.sidecars.folders}</legend>
          {folders.map(({ folder, path, writes }) => (
            <Choice key={folder} isChosen={writes} onChoose={(chosen) => void change({ folder, writes: chosen })}>
              <PathText path={path} />
            </Choice>
          ))}
        </fieldset>
      )}
    </div>
  );
}

function HowFar({ now: { written, waiting, leftOver, orphaned, orphans } }: { now: NamesWriting }) {
  const [isAsking, setIsAsking] = useState(false);
  const said = [
    ...(written > 0 ? [text.sidecars.written(written)] : []),
    ...(leftOver > 0 ? [text.sidecars.leftOver(leftOver)] : []),
    ...(orphaned > 0 ? [text.sidecars.orphaned(orphaned)] : []),
    ...(waiting > 0 ? [text.sidecars.waiting(waiting)] : []),
  ];
  return (
    <>
      <output className={own['far']}>{said.join(' ')}</output>
      {orphaned > 0 && (
        <details className={names['problems']}>
          <summary>{text.sidecars.orphans}</summary>
          <ul>
            {orphans.map((path) => (
              <li key={path}>
                <PathText path={path} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {leftOver + orphaned > 0 && (
        <div className={styles['buttons']}>
          <Button icon={<Eraser aria-hidden />} onClick={() => setIsAsking(true)}>
            {text.sidecars.takeAway}
          </Button>
        </div>
      )}
      <Confirm
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={text.sidecars.takeAwayTitle}
        action={text.sidecars.takeAway}
        onConfirm={() => void tellOf(call('sidecars.takeAway', {}), text.sidecars.takingAwayToast)}
      >
        {text.sidecars.takeAwayBody}
      </Confirm>
    </>
  );
}

function Problems({ now: { failed, problems, trouble } }: { now: NamesWriting }) {
  if (failed === 0 && trouble === null) return null;
  return (
    <details className={names['problems']} open>
      <summary>{trouble ? wordsOf(trouble.message) : text.sidecars.problems(failed)}</summary>
      {trouble && <p>{wordsOf(trouble.hint)}</p>}
      <ul>
        {problems.map(({ path, count, reason }) => (
          <li key={reason.text}>
            <PathText path={path} /> {text.sidecars.problem(count)}
            <small>{wordsOf(reason)}</small>
          </li>
        ))}
      </ul>
      {failed > 0 && (
        <div className={own['again']}>
          <Button
            icon={<RefreshCw aria-hidden />}
            onClick={() => void tellOf(call('sidecars.retry', {}), text.activity.retryToast)}
          >
            {text.tryAgain}
          </Button>
        </div>
      )}
    </details>
  );
}

function change(request: Request<'sidecars.change'>): Promise<void> {
  return tellOf(call('sidecars.change', request), request.writes ? text.sidecars.onToast : text.sidecars.offToast);
}

async function tellOf(reply: Promise<unknown>, done: string): Promise<void> {
  try {
    await reply;
    sayDone(done);
  } catch (error) {
    sayFailed(error);
  }
}

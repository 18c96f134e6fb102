// The first run in three steps: a folder, what happens to the photos in it, and people who appear while one looks on.

import { useSyncExternalStore } from 'react';
import type { Status } from '../../../app/contract.ts';
import { observable } from '../../engine/observable.ts';
import { go } from '../../router.ts';
import { text } from '../../text/text.ts';
import { ChooseFolder } from './choose-folder.tsx';
import { Promises } from './promises.tsx';
import { WatchPeople } from './watch-people.tsx';
import styles from './welcome.module.css';

/** `again`: another folder, after one that held nothing. */
type Stage = 'choosing' | 'again' | 'adding' | 'promises' | 'people';

const STEP_OF_STAGE: Record<Stage, number> = { choosing: 0, again: 0, adding: 0, promises: 1, people: 2 };

/** Kept outside: after the folder is chosen the steps go on, though the library is no longer new. */
const reached = observable<Stage>('choosing');

/** Whether the first run goes on, whatever the library has by now. */
export function useIsWelcoming(): boolean {
  return useStage() !== 'choosing';
}

function useStage(): Stage {
  return useSyncExternalStore(reached.subscribe, reached.snapshot);
}

export function Welcome({ status }: { status: Status }) {
  const stage = useStage();
  const step = STEP_OF_STAGE[stage];
  const leave = (page: 'people' | 'naming' | 'photos') => {
    go(page === 'people' ? { page, section: 'main' } : { page }, { replace: true });
    reached.set('choosing');
  };
  return (
    <main className={styles['welcome']}>
      <div className={styles['column']}>
        <p className={styles['brand']}>
          <img src="./icon.svg" alt="" width={40} height={40} />
          {text.product}
        </p>
        <ol className={styles['steps']} aria-label={text.welcome.stepsLabel}>
          {text.welcome.steps.map((title, index) => (
            <li key={title} aria-current={index === step ? 'step' : undefined} data-done={index < step || undefined}>
              <span aria-hidden>{index + 1}</span>
              {title}
            </li>
          ))}
        </ol>
        {step === 0 && (
          <ChooseFolder
            isAdding={stage === 'adding'}
            onAdding={() => reached.set('adding')}
            onRefused={() => reached.set(status.folders.length > 0 ? 'again' : 'choosing')}
            onAdded={() => reached.set('promises')}
          />
        )}
        {stage === 'promises' && <Promises status={status} onNext={() => reached.set('people')} />}
        {stage === 'people' && <WatchPeople status={status} onLeave={leave} onAgain={() => reached.set('again')} />}
      </div>
    </main>
  );
}

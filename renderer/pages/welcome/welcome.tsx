// The first run in three steps: a folder, what happens to the photos in it, and people who appear while one looks on.

import { useSyncExternalStore } from 'react';
import type { Status } from '../../../app/contract.ts';
import { sayFailed } from '../../components/toasts.tsx';
import { beginFirstScan, forgetFirstScan } from '../../components/first-scan.ts';
import { call } from '../../engine/call.ts';
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

interface Reached {
  stage: Stage;
  /** What was chosen, and whether it was not in the library before. */
  folder: { id: number; path: string; isNew: boolean } | null;
}

/** Kept outside: after the folder is chosen the steps go on, though the library is no longer new. */
const reached = observable<Reached>({ stage: 'choosing', folder: null });

function reach(stage: Stage): void {
  reached.set({ ...reached.snapshot(), stage });
}

/** Whether the first run goes on, whatever the library has by now. */
export function useIsWelcoming(): boolean {
  return useReached().stage !== 'choosing';
}

function useReached(): Reached {
  return useSyncExternalStore(reached.subscribe, reached.snapshot);
}

export function Welcome({ status }: { status: Status }) {
  const { stage, folder } = useReached();
  const step = STEP_OF_STAGE[stage];
  const leave = (page: 'people' | 'naming' | 'photos') => {
    go(page === 'people' ? { page, section: 'main' } : { page }, { replace: true });
    reached.set({ stage: 'choosing', folder: null });
  };
  /** What was chosen by mistake leaves the library again: nothing was said of it yet. */
  const chooseAgain = async () => {
    try {
      if (folder?.isNew === true) await call('folders.remove', { folder: folder.id });
      forgetFirstScan();
      reach('again');
    } catch (error) {
      sayFailed(error);
    }
  };
  return (
    // Each step begins at its top.
    <main key={step} className={styles['welcome']}>
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
            before={folder?.path ?? ''}
            isAdding={stage === 'adding'}
            onAdding={() => reach('adding')}
            onRefused={() => reach(status.folders.length > 0 ? 'again' : 'choosing')}
            onAdded={({ id, path, isNew }) => {
              beginFirstScan();
              reached.set({ stage: 'promises', folder: { id, path, isNew } });
            }}
          />
        )}
        {stage === 'promises' && (
          <Promises status={status} onBack={() => void chooseAgain()} onNext={() => reach('people')} />
        )}
        {stage === 'people' && (
          <WatchPeople
            status={status}
            onLeave={leave}
            onBack={() => reach('promises')}
            onAgain={() => void chooseAgain()}
          />
        )}
      </div>
    </main>
  );
}

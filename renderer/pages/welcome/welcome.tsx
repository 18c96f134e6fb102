// The first run in three steps: a folder, what happens to the photos in it, and people who appear while one looks on.

import { useState, useSyncExternalStore } from 'react';
import type { Status } from '../../../app/contract.ts';
import { observable } from '../../engine/resource.ts';
import { go } from '../../router.ts';
import { text } from '../../text/text.ts';
import { ChooseFolder } from './choose-folder.tsx';
import { Promises } from './promises.tsx';
import { WatchPeople } from './watch-people.tsx';
import styles from './welcome.module.css';

/** Whoever has chosen a folder is led on, though with a folder the first run is over. */
const welcoming = observable(false);

export function useIsWelcoming(): boolean {
  return useSyncExternalStore(welcoming.subscribe, welcoming.snapshot);
}

export function Welcome({ status }: { status: Status }) {
  const [step, setStep] = useState(0);
  const leave = (page: 'people' | 'naming') => {
    go(page === 'people' ? { page, section: 'main' } : { page }, { replace: true });
    welcoming.set(false);
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
            onChosen={() => {
              welcoming.set(true);
              setStep(1);
            }}
          />
        )}
        {step === 1 && <Promises status={status} onNext={() => setStep(2)} />}
        {step === 2 && <WatchPeople status={status} onLeave={leave} />}
      </div>
    </main>
  );
}

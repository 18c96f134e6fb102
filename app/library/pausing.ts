// Whether work is paused: because the user said so, or while the machine runs on its battery.

import type { Store } from '../store/index.ts';

const POWER_CHECK_MS = 30_000;

export type PauseReason = 'user' | 'battery';
export type Pausing = ReturnType<typeof startPausing>;

export interface PausingOptions {
  store: Store;
  /** Asked now and then; null: never, as for commands that end by themselves. */
  isOnBattery: (() => Promise<boolean | null>) | null;
  /** Work may go on, or has to stop. */
  onChange(): void;
}

export function startPausing({ store, isOnBattery, onChange }: PausingOptions) {
  let onBattery: boolean | null = null;
  /** The user said to go on, battery or not: that holds until the charger is back. */
  let isUrgent = false;
  let isClosed = false;
  const timer = isOnBattery ? setInterval(() => void checkPower(), POWER_CHECK_MS).unref() : undefined;
  const known = checkPower();

  async function checkPower(): Promise<void> {
    if (!isOnBattery) return;
    const now = await isOnBattery();
    if (isClosed || now === onBattery) return;
    onBattery = now;
    if (now !== true) isUrgent = false;
    onChange();
  }

  function spares(): boolean {
    return !store.settings.get('worksOnBattery');
  }

  return {
    /** Resolves when the battery has been asked for the first time. */
    known: () => known,
    /** Why nothing is done; null: work goes on. */
    reason(): PauseReason | null {
      if (store.settings.get('paused')) return 'user';
      return onBattery === true && spares() && !isUrgent ? 'battery' : null;
    },
    /** Null: it cannot be told here. */
    onBattery: () => onBattery,
    sparesBattery: spares,
    spareBattery(spare: boolean): void {
      store.settings.set('worksOnBattery', !spare);
      onChange();
    },
    /** Until the user says otherwise, also after a restart. */
    pause(): void {
      store.settings.set('paused', true);
      onChange();
    },
    resume(): void {
      isUrgent = onBattery === true;
      store.settings.set('paused', false);
      onChange();
    },
    close(): void {
      isClosed = true;
      clearInterval(timer);
    },
  };
}

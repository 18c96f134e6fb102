// Whether the first folder is still looked through, or its end has not been seen yet: kept on this machine, also over a reload.

import { useSyncExternalStore } from 'react';
import { observable } from '../engine/observable.ts';

const FIRST_SCAN_KEY = 'kindred.firstScan';

const isUnseen = observable(window.localStorage.getItem(FIRST_SCAN_KEY) !== null);

export function beginFirstScan(): void {
  window.localStorage.setItem(FIRST_SCAN_KEY, 'begun');
  isUnseen.set(true);
}

/** Its end was seen, or it is not to be told of. */
export function forgetFirstScan(): void {
  window.localStorage.removeItem(FIRST_SCAN_KEY);
  isUnseen.set(false);
}

export function useIsFirstScanUnseen(): boolean {
  return useSyncExternalStore(isUnseen.subscribe, isUnseen.snapshot);
}

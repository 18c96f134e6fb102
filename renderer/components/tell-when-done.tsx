// Tells by the system that the scan is done, where the browser lets us and only if the user asked for it by a click.

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Bell } from 'lucide-react';
import type { Status } from '../../app/contract.ts';
import { observable } from '../engine/observable.ts';
import { transport } from '../engine/line.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { endingOf } from './ending.ts';
import styles from './tell-when-done.module.css';
import { sayFailed } from './toasts.tsx';

/** For as long as the page lives: who leaves it asks again. */
const isWanted = observable(false);

/** The desktop tells by itself: its window refuses notices, as all else that a page may ask for. */
const { tellWhenDone } = transport;
/** A page over plain HTTP has no notices to ask for. */
const canAsk = () =>
  tellWhenDone !== undefined ||
  (window.isSecureContext && 'Notification' in window && Notification.permission !== 'denied');

export function TellWhenDone({ status }: { status: Status }) {
  const isAsked = useSyncExternalStore(isWanted.subscribe, isWanted.snapshot);
  const [isRefused, setIsRefused] = useState(false);
  if (endingOf(status) !== 'working' || !(isRefused || canAsk())) return null;

  async function ask(): Promise<void> {
    if (tellWhenDone !== undefined) return void (await tellWhenDone().then(() => isWanted.set(true), sayFailed));
    const isAllowed = (await Notification.requestPermission()) === 'granted';
    isWanted.set(isAllowed);
    setIsRefused(!isAllowed);
  }

  return (
    <div className={styles['tell']}>
      {isAsked || isRefused ? (
        <output>{isAsked ? text.firstScan.told : text.firstScan.refused}</output>
      ) : (
        <Button look="quiet" icon={<Bell aria-hidden />} onClick={() => void ask()}>
          {text.firstScan.tell}
        </Button>
      )}
    </div>
  );
}

/** Watches for the end, whatever page is shown. */
export function useNoticeWhenDone(status: Status | undefined): void {
  const ending = status && endingOf(status);
  const wasWorking = useRef(false);
  useEffect(() => {
    if (ending === 'working') wasWorking.current = true;
    if (ending === 'working' || status === undefined || !wasWorking.current) return;
    wasWorking.current = false;
    if (isWanted.snapshot() && tellWhenDone === undefined) tell(status);
    isWanted.set(false);
  }, [ending, status]);
}

function tell({ photos, peopleBySection }: Status): void {
  try {
    const notice = new Notification(text.product, {
      body: text.endings.done(photos.done, peopleBySection),
      icon: './icon.svg',
    });
    notice.addEventListener('click', () => window.focus());
  } catch {
    // Phones show none without a service worker: the page itself says that it is done.
  }
}

// The first look is done: what came of it, and the way to name those who are on the most photos.

import { PartyPopper, X } from 'lucide-react';
import type { Status } from '../../app/contract.ts';
import { go } from '../router.ts';
import { text } from '../text/text.ts';
import { Button, IconButton } from './button.tsx';
import { endingOf } from './ending.ts';
import { forgetFirstScan, useIsFirstScanUnseen } from './first-scan.ts';
import styles from './news-card.module.css';

/** @param unnamed how many people have no name */
export function DoneCard({ status, unnamed }: { status: Status | undefined; unnamed: number }) {
  const isUnseen = useIsFirstScanUnseen();
  if (!isUnseen || status === undefined || endingOf(status) !== 'done' || unnamed === 0) return null;
  return (
    <section className={styles['card']} aria-label={text.firstScan.label}>
      <PartyPopper aria-hidden />
      <output>
        <strong>{text.endings.done(status.photos.done, status.peopleBySection)}</strong>
      </output>
      <div>
        <Button
          look="primary"
          onClick={() => {
            forgetFirstScan();
            go({ page: 'naming' });
          }}
        >
          {text.firstScan.name(unnamed)}
        </Button>
        <IconButton label={text.firstScan.close} onClick={forgetFirstScan}>
          <X aria-hidden />
        </IconButton>
      </div>
    </section>
  );
}

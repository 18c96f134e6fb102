// The way back to the page that this one belongs to, above its title.

import type { ReactNode } from 'react';
import { ChevronLeft } from 'lucide-react';
import { addressOf, type Place } from '../router.ts';
import styles from './back-link.module.css';

export function BackLink({ to, children }: { to: Place; children: ReactNode }) {
  return (
    <a className={styles['back']} href={addressOf(to)}>
      <ChevronLeft aria-hidden />
      {children}
    </a>
  );
}

// Signing out, where one signed in: in a browser that reaches Kindred on another machine.

import { LogOut } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { sayFailed } from '../../components/toasts.tsx';
import { transport } from '../../engine/line.ts';
import { text } from '../../text/text.ts';
import styles from './settings.module.css';

export function SignedIn() {
  const { signOut } = transport;
  if (signOut === undefined) return null;
  return (
    <section className={styles['section']}>
      <h2>{text.settings.signedIn}</h2>
      <p className={styles['lead']}>{text.settings.signedInBody}</p>
      <Button icon={<LogOut aria-hidden />} onClick={() => void signOut().catch(sayFailed)}>
        {text.settings.signOut}
      </Button>
    </section>
  );
}

// What a page shows in place of content: nothing there yet, gone, or an error that can be tried again.

import type { ReactNode } from 'react';
import { CircleAlert, RotateCw } from 'lucide-react';
import { sentenceOfError } from '../engine/outcome.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import styles from './notice.module.css';

export function Notice({
  icon,
  title,
  heading: Heading = 'h2',
  children,
  action,
}: {
  icon: ReactNode;
  title: string;
  /** `h1` where the page has no other title. */
  heading?: 'h1' | 'h2' | 'h3';
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles['notice']}>
      <span className={styles['icon']} aria-hidden>
        {icon}
      </span>
      <Heading>{title}</Heading>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}

export function FailedNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div role="alert">
      <Notice
        icon={<CircleAlert />}
        title={text.errors.load}
        action={
          <Button onClick={onRetry} icon={<RotateCw aria-hidden />}>
            {text.tryAgain}
          </Button>
        }
      >
        {sentenceOfError(error)}
      </Notice>
    </div>
  );
}

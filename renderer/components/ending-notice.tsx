// In place of people or photos, where there are none and none will come by themselves: why, and the way on.

import type { ReactNode } from 'react';
import { useStatus } from '../engine/events.ts';
import { go } from '../router.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { endingOf } from './ending.ts';
import { Notice } from './notice.tsx';

/** @param children what is shown as long as something may still come */
export function EndingNotice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  const { value: status } = useStatus();
  const ending = status && endingOf(status);
  if (status === undefined || (ending !== 'empty' && ending !== 'noFaces')) return children;
  return (
    <Notice
      icon={icon}
      title={text.endings[ending].title}
      action={
        <Button look="primary" onClick={() => go({ page: 'settings' })}>
          {text.endings.addFolder}
        </Button>
      }
    >
      {ending === 'empty'
        ? text.endings.empty.library
        : text.endings.noFaces.body(status.photos.done, status.photos.failed)}
    </Notice>
  );
}

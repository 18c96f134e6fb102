// A page whose script is no part of the first page: it comes when it is asked for, or before, once there is time.

import { type ComponentType, useEffect, useState } from 'react';
import { useConnection } from '../engine/events.ts';
import { EngineError } from '../engine/outcome.ts';
import { text } from '../text/text.ts';
import { FailedNotice } from './notice.tsx';

const loads: (() => Promise<void>)[] = [];

/**
 * Not by React's `lazy`: that shows its stand-in for a third of a second even for a script that is there already, and
 * keeps for ever that a script could not be had. Here it is asked for again when the engine is back, or by the user.
 */
export function laterPage<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Page: ComponentType<Props> | undefined;
  const bring = async () => {
    Page ??= await load();
  };
  loads.push(bring);

  return function LaterPage(props: Props) {
    const [state, setState] = useState<'waiting' | 'missing' | 'there'>('waiting');
    const connection = useConnection();
    useEffect(() => {
      if (Page !== undefined) return;
      bring().then(
        () => setState('there'),
        () => setState('missing'),
      );
    }, [connection]);
    /** Some browsers keep for as long as the window lives that a script failed. */
    const retry = () =>
      bring().then(
        () => setState('there'),
        () => connection === 'open' && window.location.reload(),
      );
    if (Page !== undefined) return <Page {...props} />;
    if (state !== 'missing') return <div aria-busy />;
    return <FailedNotice error={new EngineError('unreachable', text.errors.notSent)} onRetry={() => void retry()} />;
  };
}

/** Every such script: before a scan keeps the engine busy. */
export function bringPages(): void {
  for (const bring of loads) void bring().catch(() => undefined); // asked for again when it is needed
}

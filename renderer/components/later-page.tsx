// A page whose script is no part of the first page: it comes when it is asked for, or before, once there is time.

import { type ComponentType, useEffect, useState } from 'react';

const LONGEST_WAIT_MS = 500;

const loads: (() => Promise<void>)[] = [];

/**
 * Not by React's `lazy`: that shows its stand-in for a third of a second even for a script that is there already.
 * A script that cannot be had ends in the boundary around the page, which offers to load all anew.
 */
export function laterPage<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Page: ComponentType<Props> | undefined;
  const bring = async () => {
    Page ??= await load();
  };
  loads.push(bring);

  return function LaterPage(props: Props) {
    const [, setState] = useState<'waiting' | 'there'>('waiting');
    useEffect(() => {
      if (Page !== undefined) return;
      bring().then(
        () => setState('there'),
        (error: unknown) =>
          setState(() => {
            throw error;
          }),
      );
    }, []);
    return Page === undefined ? <div aria-busy /> : <Page {...props} />;
  };
}

/** Every such script, as soon as the page that is shown has nothing to do: before a scan keeps the engine busy. */
export function bringPages(): void {
  whenIdle(() => {
    for (const bring of loads) void bring().catch(() => undefined); // asked for again when it is needed
  });
}

/** Safari cannot say when it is idle. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: LONGEST_WAIT_MS });
  else setTimeout(run, LONGEST_WAIT_MS);
}

// Which photo was open above a wall: when it closes, the wall leads to it, however far one has turned since it opened.

import { useEffect, useEffectEvent, useRef } from 'react';
import { addressOf, useRoute } from '../router.ts';

/** @param lead scrolls to the photo, if it is on the wall, and gives it the focus */
export function useLastPhoto(lead: (photo: number) => void): void {
  const { place, photo } = useRoute();
  const page = addressOf(place);
  const last = useRef<{ photo: number; page: string }>(undefined);
  const leadTo = useEffectEvent(lead);
  useEffect(() => {
    const closed = last.current;
    last.current = photo === null ? undefined : { photo, page };
    if (photo !== null || closed?.page !== page) return;
    // Behind the dialog, which gives the focus back to where it was opened.
    queueMicrotask(() => leadTo(closed.photo));
  }, [photo, page]);
}

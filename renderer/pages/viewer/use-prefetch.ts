// The neighbours of a photo are there before one turns to them, and so nothing flashes when one does.

import { useEffect } from 'react';
import type { PhotoCard } from '../../../app/contract.ts';

export function usePrefetch(...photos: (PhotoCard | undefined)[]): void {
  // Of a video there is the small picture alone, if any.
  const ids = photos.flatMap((photo) => (photo && photo.video === null ? photo.id : [])).join(' ');
  useEffect(() => {
    const pictures = ids.split(' ').flatMap((id) =>
      id === ''
        ? []
        : ['thumbnail', 'preview'].map((kind) => {
            const picture = new Image();
            picture.src = `media/${kind}/${id}`;
            return picture;
          }),
    );
    return () => pictures.forEach((picture) => (picture.src = ''));
  }, [ids]);
}

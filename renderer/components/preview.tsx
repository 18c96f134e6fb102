// A photo in the size of the screen, which is loaded for as long as it is shown.

import { type ComponentProps, useCallback } from 'react';

/**
 * A picture that has left the page would be loaded to its end. The engine may take half a second to make one and the
 * browser has six connections to it: with a few photos gone by, the next call would wait for all of them.
 */
export function PreviewImage({
  photo,
  alt,
  ...attributes
}: { photo: number; alt: string } & Omit<ComponentProps<'img'>, 'src' | 'ref' | 'alt' | 'draggable'>) {
  const load = useCallback(
    (image: HTMLImageElement) => {
      image.src = `media/preview/${photo}`;
      return () => image.removeAttribute('src');
    },
    [photo],
  );
  return <img ref={load} alt={alt} draggable={false} {...attributes} />;
}

// What can be done with the photos that are selected, whichever wall they are on.

import { Star } from 'lucide-react';
import { turnFavourites } from '../commands/photos.ts';
import { parse } from '../router.ts';
import { text } from '../text/text.ts';
import { PhotoActions } from './photo-actions.tsx';
import { usePhotosInHand } from './photo-selection.tsx';
import { BarButton, SelectionBar } from './selection-bar.tsx';

export function PhotosBar() {
  const { page, selected, stop } = usePhotosInHand();
  if (selected.size === 0) return null;
  const photos = [...selected.keys()];
  return (
    // What was said of the selected photos needs them selected no more.
    <PhotoActions photos={photos} place={parse(page).place} as={BarButton} onSaid={stop}>
      {(actions) => (
        <SelectionBar label={text.peoplePage.selected(selected.size)} onClear={stop}>
          <BarButton
            icon={<Star aria-hidden />}
            label={text.favourites.mark}
            onClick={() => void turnFavourites(photos)}
          />
          {actions}
        </SelectionBar>
      )}
    </PhotoActions>
  );
}

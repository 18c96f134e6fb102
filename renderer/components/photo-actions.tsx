// What can be done with the photos that are selected, whichever wall they are on.

import { useState } from 'react';
import {
  CalendarClock,
  FolderOpen,
  ImageUp,
  ListMinus,
  ListPlus,
  Printer,
  Star,
  UserRoundCheck,
  UserX,
} from 'lucide-react';
import { chooseAlbumCover, choosePhotos, makeAlbum } from '../commands/albums.ts';
import { denyPerson, identifyPhotos, turnFavourites } from '../commands/photos.ts';
import { transport } from '../engine/line.ts';
import { useQuery } from '../engine/query.ts';
import { parse } from '../router.ts';
import { text } from '../text/text.ts';
import { AlbumPicker } from './album-picker.tsx';
import { DateDialog, MOST_DATED } from './date-dialog.tsx';
import { PersonPicker } from './person-picker.tsx';
import { usePhotosInHand } from './photo-selection.tsx';
import { MOST_PRINTED, PrintDialog } from './print-dialog.tsx';
import { BarButton, SelectionBar } from './selection-bar.tsx';
import { askToTake, TakeIcon, takeLabelInBar } from './take-photos.tsx';
import { sayFailed } from './toasts.tsx';

type Asking = 'album' | 'who' | 'date' | 'print';

export function PhotoActions() {
  const { page, selected, stop } = usePhotosInHand();
  const [asking, setAsking] = useState<Asking>();
  if (selected.size === 0) return null;
  const photos = [...selected.keys()];
  const [only] = photos.length === 1 ? photos : [];
  const { place } = parse(page);
  const album = place.page === 'album' ? place.album : null;
  const { showInFolder } = transport;
  const labels = text.inHand;
  /** What was said of the selected photos needs them selected no more, unless it failed. */
  const act = async (said: Promise<boolean>) => {
    if (await said) stop();
  };

  return (
    <>
      <SelectionBar label={text.peoplePage.selected(selected.size)} onClear={stop}>
        <BarButton
          icon={<Star aria-hidden />}
          label={text.favourites.mark}
          onClick={() => void turnFavourites(photos)}
        />
        <BarButton icon={<ListPlus aria-hidden />} label={text.albums.addTo} onClick={() => setAsking('album')} />
        {album !== null && <InAlbum album={album} photos={photos} act={act} />}
        <BarButton icon={<UserRoundCheck aria-hidden />} label={labels.identify} onClick={() => setAsking('who')} />
        {place.page === 'person' && <OfPerson person={place.person} photos={photos} act={act} />}
        <BarButton
          icon={<CalendarClock aria-hidden />}
          label={labels.edit}
          {...upTo(MOST_DATED, photos.length)}
          onClick={() => setAsking('date')}
        />
        {askToTake && (
          <BarButton icon={<TakeIcon aria-hidden />} label={takeLabelInBar} onClick={() => askToTake?.({ photos })} />
        )}
        <BarButton
          icon={<Printer aria-hidden />}
          label={labels.print}
          {...upTo(MOST_PRINTED, photos.length)}
          onClick={() => setAsking('print')}
        />
        {showInFolder && only !== undefined && (
          <BarButton
            icon={<FolderOpen aria-hidden />}
            label={text.viewer.facts.folder}
            onClick={() => void showInFolder(only).catch(sayFailed)}
          />
        )}
      </SelectionBar>
      {asking === 'album' && (
        <AlbumPicker
          photos={photos.length}
          except={album}
          onChoose={(chosen) => void act(choosePhotos(chosen, photos, true))}
          onNew={(name) => void act(makeAlbum(name, photos).then((made) => made !== undefined))}
          onClose={() => setAsking(undefined)}
        />
      )}
      <PersonPicker
        isOpen={asking === 'who'}
        onClose={() => setAsking(undefined)}
        title={labels.identifyTitle(photos.length)}
        description={labels.identifyBody}
        except={null}
        onChoose={(person) => void act(identifyPhotos(photos, person))}
        onNew={(name) => void act(identifyPhotos(photos, name))}
      />
      {asking === 'date' && (
        <DateDialog
          photos={photos}
          onClose={(isSaved) => {
            setAsking(undefined);
            if (isSaved) stop();
          }}
        />
      )}
      {asking === 'print' && <PrintDialog photos={photos} onClose={() => setAsking(undefined)} />}
    </>
  );
}

/** A button says itself why it cannot be used. */
function upTo(most: number, photos: number) {
  return photos > most ? { disabled: true, title: text.inHand.tooMany(most) } : {};
}

interface InPlaceProps {
  photos: number[];
  act: (said: Promise<boolean>) => Promise<void>;
}

/** On the page of a person who is not on them at all. */
function OfPerson({ person, photos, act }: InPlaceProps & { person: number }) {
  const { value } = useQuery('people.get', { person });
  if (value === undefined) return null;
  return (
    <BarButton
      icon={<UserX aria-hidden />}
      label={text.person.notThisPerson(value.person.name)}
      onClick={() => void act(denyPerson(person, photos))}
    />
  );
}

/** Where the album does not fill itself. */
function InAlbum({ album, photos, act }: InPlaceProps & { album: number }) {
  const { value } = useQuery('albums.get', { album });
  const [only] = photos.length === 1 ? photos : [];
  if (value?.album.isChosen !== true) return null;
  return (
    <>
      <BarButton
        icon={<ListMinus aria-hidden />}
        label={text.albums.takeOut}
        onClick={() => void act(choosePhotos(album, photos, false))}
      />
      {only !== undefined && (
        <BarButton
          icon={<ImageUp aria-hidden />}
          label={text.albums.asCover}
          onClick={() => void act(chooseAlbumCover(album, only))}
        />
      )}
    </>
  );
}

// What can be done with photos in hand, whether they are selected on a wall or one is open: the same list in both places.

import { type ComponentType, type ReactNode, useState } from 'react';
import { CalendarClock, FolderOpen, ImageUp, ListMinus, ListPlus, Printer, UserRoundCheck, UserX } from 'lucide-react';
import { chooseAlbumCover, choosePhotos, makeAlbum } from '../commands/albums.ts';
import { denyPerson, identifyPhotos } from '../commands/photos.ts';
import { transport } from '../engine/line.ts';
import { useQuery } from '../engine/query.ts';
import type { Place } from '../router.ts';
import { text } from '../text/text.ts';
import { AlbumPicker } from './album-picker.tsx';
import { DateDialog, MOST_DATED } from './date-dialog.tsx';
import type { MenuItemProps } from './more-menu.tsx';
import { PersonPicker } from './person-picker.tsx';
import { MOST_PRINTED, PrintDialog } from './print-dialog.tsx';
import { askToTake, TakeDialog, TakeIcon, takeLabelInBar } from './take-photos.tsx';
import { sayFailed } from './toasts.tsx';
import { useOnce } from './use-once.ts';

interface Props {
  photos: number[];
  /** The page that they are on. */
  place: Place;
  /** No file of them is there: what needs it cannot be done. */
  areMissing?: boolean;
  /** How one is shown: an item of a menu, or a button in a bar. */
  as: ComponentType<MenuItemProps>;
  /** It was saved. @param areGone the photos are not on the page any more */
  onSaid: (areGone: boolean) => void;
  /** Where the list stands: what is asked for is asked above it. */
  children: (actions: ReactNode) => ReactNode;
}

type Asking = 'album' | 'who' | 'date' | 'take' | 'print';

export function PhotoActions({ photos, place, areMissing = false, as: Action, onSaid, children }: Props) {
  const [asking, setAsking] = useState<Asking>();
  const [only] = photos.length === 1 ? photos : [];
  const album = place.page === 'album' ? place.album : null;
  const { showInFolder } = transport;
  const labels = text.inHand;
  const close = () => setAsking(undefined);
  const act = async (said: Promise<boolean>, areGone = false) => {
    if (await said) onSaid(areGone);
  };
  const once = useOnce();
  const actOnce: InPlaceProps['actOnce'] = (what, say, areGone) =>
    once(`${what} ${photos.join()}`, () => act(say(), areGone));
  const needsFile = areMissing ? { disabled: true, title: text.viewer.missing } : {};
  const inPlace: InPlaceProps = { photos, as: Action, actOnce };

  return (
    <>
      {children(
        <>
          <Action icon={<ListPlus aria-hidden />} label={text.albums.addTo} onClick={() => setAsking('album')} />
          {album !== null && <InAlbum album={album} {...inPlace} />}
          <Action icon={<UserRoundCheck aria-hidden />} label={labels.identify} onClick={() => setAsking('who')} />
          {place.page === 'person' && <OfPerson person={place.person} {...inPlace} />}
          <Action
            icon={<CalendarClock aria-hidden />}
            label={labels.edit}
            {...upTo(MOST_DATED, photos.length)}
            onClick={() => setAsking('date')}
          />
          {askToTake && (
            <Action
              icon={<TakeIcon aria-hidden />}
              label={takeLabelInBar}
              {...needsFile}
              onClick={() => setAsking('take')}
            />
          )}
          <Action
            icon={<Printer aria-hidden />}
            label={labels.print}
            {...upTo(MOST_PRINTED, photos.length)}
            {...needsFile}
            onClick={() => setAsking('print')}
          />
          {showInFolder && only !== undefined && (
            <Action
              icon={<FolderOpen aria-hidden />}
              label={text.viewer.facts.folder}
              {...needsFile}
              onClick={() => void showInFolder(only).catch(sayFailed)}
            />
          )}
        </>,
      )}
      {asking === 'album' && (
        <AlbumPicker
          photos={photos.length}
          except={album}
          onChoose={(chosen) => void act(choosePhotos(chosen, photos, true))}
          onNew={(name) => void act(makeAlbum(name, photos).then((made) => made !== undefined))}
          onClose={close}
        />
      )}
      <PersonPicker
        isOpen={asking === 'who'}
        onClose={close}
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
            close();
            if (isSaved) onSaid(false);
          }}
        />
      )}
      {asking === 'take' && <TakeDialog set={{ photos }} onClose={close} />}
      {asking === 'print' && <PrintDialog photos={photos} onClose={close} />}
    </>
  );
}

/** A button says itself why it cannot be used. */
function upTo(most: number, photos: number) {
  return photos > most ? { disabled: true, title: text.inHand.tooMany(most) } : {};
}

interface InPlaceProps extends Pick<Props, 'photos' | 'as'> {
  actOnce: (what: string, say: () => Promise<boolean>, areGone?: boolean) => Promise<void>;
}

/** On the page of a person who is not on them at all. */
function OfPerson({ person, photos, as: Action, actOnce }: InPlaceProps & { person: number }) {
  const { value } = useQuery('people.get', { person });
  if (value === undefined) return null;
  return (
    <Action
      icon={<UserX aria-hidden />}
      label={text.person.notThisPerson(value.person.name)}
      onClick={() => void actOnce('deny', () => denyPerson(person, photos), true)}
    />
  );
}

/** Where the album does not fill itself. */
function InAlbum({ album, photos, as: Action, actOnce }: InPlaceProps & { album: number }) {
  const { value } = useQuery('albums.get', { album });
  const [only] = photos.length === 1 ? photos : [];
  if (value?.album.isChosen !== true) return null;
  return (
    <>
      <Action
        icon={<ListMinus aria-hidden />}
        label={text.albums.takeOut}
        onClick={() => void actOnce('take out', () => choosePhotos(album, photos, false), true)}
      />
      {only !== undefined && (
        <Action
          icon={<ImageUp aria-hidden />}
          label={text.albums.asCover}
          onClick={() => void actOnce('cover', () => chooseAlbumCover(album, only))}
        />
      )}
    </>
  );
}

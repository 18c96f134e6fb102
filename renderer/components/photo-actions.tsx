// What can be done with the photos that are selected, whichever wall they are on.

import { useState } from 'react';
import { CalendarClock, Download, FolderOpen, Printer, UserRoundCheck } from 'lucide-react';
import { downloadPhotos } from '../commands/downloads.ts';
import { identifyPhotos } from '../commands/photos.ts';
import { transport } from '../engine/line.ts';
import { text } from '../text/text.ts';
import { DateDialog } from './date-dialog.tsx';
import { PersonPicker } from './person-picker.tsx';
import { usePhotosInHand } from './photo-selection.tsx';
import { MOST_PRINTED, PrintDialog } from './print-dialog.tsx';
import { BarButton, SelectionBar } from './selection-bar.tsx';
import { sayFailed } from './toasts.tsx';

type Asking = 'who' | 'date' | 'print';

export function PhotoActions() {
  const { selected, stop } = usePhotosInHand();
  const [asking, setAsking] = useState<Asking>();
  if (selected.size === 0) return null;
  const photos = [...selected.keys()];
  const [only] = photos.length === 1 ? photos : [];
  const { showInFolder } = transport;
  const labels = text.inHand;
  /** What was said of the selected photos needs them selected no more, unless it failed. */
  const act = async (said: Promise<boolean>) => {
    if (await said) stop();
  };

  return (
    <>
      <SelectionBar label={text.peoplePage.selected(selected.size)} onClear={stop}>
        <BarButton icon={<UserRoundCheck aria-hidden />} label={labels.identify} onClick={() => setAsking('who')} />
        <BarButton icon={<CalendarClock aria-hidden />} label={labels.edit} onClick={() => setAsking('date')} />
        {downloadPhotos && (
          <BarButton
            icon={<Download aria-hidden />}
            label={labels.download}
            onClick={() => void downloadPhotos?.({ photos })}
          />
        )}
        <BarButton
          icon={<Printer aria-hidden />}
          label={labels.print}
          disabled={photos.length > MOST_PRINTED}
          title={photos.length > MOST_PRINTED ? labels.printTooMany(MOST_PRINTED) : labels.print}
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

// Asks how photos are to be taken along, wherever that was wished for: with their .xmp files, or without.

import { useState, useSyncExternalStore } from 'react';
import { Download, FolderOutput } from 'lucide-react';
import type { PhotoSet } from '../../app/contract.ts';
import { takePhotos, wayToTake } from '../commands/downloads.ts';
import { observable } from '../engine/observable.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { Choice } from './choice.tsx';
import { Modal } from './modal.tsx';

const asked = observable<PhotoSet | undefined>(undefined);

/** Undefined where this shell cannot hand photos out. */
export const askToTake = wayToTake && ((set: PhotoSet): void => asked.set(set));

/** What the button says that opens the dialog, and what it shows. */
export const takeLabel = wayToTake === 'copy' ? text.download.copy : text.download.action;
/** The same where there is little room. */
export const takeLabelInBar = wayToTake === 'copy' ? text.download.copy : text.download.begin;
export const TakeIcon = wayToTake === 'copy' ? FolderOutput : Download;

/** Wherever the screen was asked by `askToTake`. */
export function TakePhotos() {
  const set = useSyncExternalStore(asked.subscribe, asked.snapshot);
  return set !== undefined && <TakeDialog set={set} onClose={() => asked.set(undefined)} />;
}

export function TakeDialog({ set, onClose }: { set: PhotoSet; onClose: () => void }) {
  const [withSidecars, setWithSidecars] = useState(false);
  return (
    <Modal
      isOpen
      onClose={onClose}
      onSubmit={() => {
        onClose();
        void takePhotos(set, withSidecars);
      }}
      title={takeLabel}
      description={wayToTake === 'copy' ? text.download.copyBody : text.download.body}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button look="primary" type="submit" icon={<TakeIcon aria-hidden />}>
            {wayToTake === 'copy' ? text.welcome.browse : text.download.begin}
          </Button>
        </>
      }
    >
      <Choice isChosen={withSidecars} onChoose={setWithSidecars} hint={text.download.sidecarsHint}>
        {text.download.sidecars}
      </Choice>
    </Modal>
  );
}

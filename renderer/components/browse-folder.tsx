// The button that lets one choose a folder: in the system's own dialog where there is one, else in a dialog of ours.

import { useState } from 'react';
import { FolderOpen } from 'lucide-react';
import { transport } from '../engine/line.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { FolderPicker } from './folder-picker.tsx';
import { sayFailed } from './toasts.tsx';

export function BrowseFolder({ onPicked, disabled = false }: { onPicked: (path: string) => void; disabled?: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const { pickFolder } = transport;

  async function pick(): Promise<void> {
    if (pickFolder === undefined) return setIsOpen(true);
    const picked = await pickFolder();
    if (picked !== null) onPicked(picked);
  }

  return (
    <>
      <Button icon={<FolderOpen aria-hidden />} disabled={disabled} onClick={() => void pick().catch(sayFailed)}>
        {text.welcome.browse}
      </Button>
      {isOpen && (
        <FolderPicker
          onClose={() => setIsOpen(false)}
          onPicked={(path) => {
            setIsOpen(false);
            onPicked(path);
          }}
        />
      )}
    </>
  );
}

// A folder that is dropped onto the window is added to the library, where the window may know where it lies.

import { useEffect } from 'react';
import { addFolders } from '../commands/folders.ts';
import { transport } from '../engine/line.ts';
import { sayFailed } from './toasts.tsx';

export function useDroppedFolder(): void {
  useEffect(() => {
    const { pathOf } = transport;
    if (pathOf === undefined) return;
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void addAll(files.map(pathOf).filter((path) => path !== ''));
    };
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
    };
  }, []);
}

/** Without this, the browser takes nothing. */
function allow(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

async function addAll(paths: string[]): Promise<void> {
  try {
    await addFolders(paths);
  } catch (error) {
    sayFailed(error);
  }
}

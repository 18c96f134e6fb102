// What is dragged over the page: faces or people, and who they may be dropped onto.

import { type DragEvent, useState, useSyncExternalStore } from 'react';
import { observable } from '../engine/observable.ts';

export interface Dragged {
  kind: 'faces' | 'people';
  ids: readonly number[];
}

const dragged = observable<Dragged | undefined>(undefined);

export function useDragged(): Dragged | undefined {
  return useSyncExternalStore(dragged.subscribe, dragged.snapshot);
}

/** For whatever can be dragged. */
export function dragOf(kind: Dragged['kind'], ids: () => readonly number[]) {
  return {
    draggable: true,
    onDragStart(event: DragEvent) {
      const what = { kind, ids: ids() };
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('application/x-kindred', kind);
      // A page that changes while a drag begins ends it.
      setTimeout(() => dragged.set(what));
    },
    onDragEnd: () => dragged.set(undefined),
  };
}

/**
 * For whatever something can be dropped onto.
 * @param accepts whether this can be; @param onDrop what it means
 */
export function useDrop(accepts: (what: Dragged) => boolean, onDrop: (what: Dragged) => void) {
  const [isOver, setIsOver] = useState(false);
  const wanted = () => {
    const what = dragged.snapshot();
    return what !== undefined && accepts(what) ? what : undefined;
  };
  return {
    isOver,
    target: {
      onDragOver(event: DragEvent) {
        if (wanted() === undefined) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setIsOver(true);
      },
      onDragLeave: () => setIsOver(false),
      onDrop(event: DragEvent) {
        const what = wanted();
        setIsOver(false);
        if (what === undefined) return;
        event.preventDefault();
        dragged.set(undefined);
        onDrop(what);
      },
    },
  };
}

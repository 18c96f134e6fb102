// Draws a face where none was found: a box by mouse or finger, or moved and sized by keys; then it can be named at once.

import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Face, PhotoCard } from '../../../app/contract.ts';
import { drawFace } from '../../commands/faces.ts';
import { boxStyle } from '../../components/box-style.ts';
import { takeFocus } from '../../components/focus.ts';
import { dismissMessage } from '../../components/toasts.tsx';
import { text } from '../../text/text.ts';
import styles from './draw-face.module.css';

type Box = Face['box'];

/** Shares of the photo's shorter side. */
const FIRST_BOX_SIDE = 0.3;
const KEY_STEP = 0.02;
/** A click is no box. */
const LEAST_FACE_PX = 6;

export function DrawFace({ photo, onDone }: { photo: PhotoCard; onDone: (drawn: Face) => void }) {
  const [box, setBox] = useState<Box>(() => middle(photo));
  const [isSaving, setIsSaving] = useState(false);
  const corner = useRef<{ x: number; y: number; clientX: number; clientY: number }>(undefined);
  // It stands where the sentence is that says how to draw.
  useEffect(dismissMessage, []);

  async function save(drawn: Box): Promise<void> {
    if (isSaving) return;
    setIsSaving(true);
    const face = await drawFace(photo.id, drawn);
    // One that is drawn is busy until the face is there and asks for its name.
    if (face === undefined) setIsSaving(false);
    else onDone(face);
  }

  const pointOf = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const area = currentTarget.getBoundingClientRect();
    const along = (value: number, start: number, length: number) => Math.min(1, Math.max(0, (value - start) / length));
    return {
      x: along(clientX, area.left, area.width) * photo.width,
      y: along(clientY, area.top, area.height) * photo.height,
    };
  };
  const boxTo = (event: PointerEvent): Box => {
    const [from, to] = [corner.current ?? pointOf(event), pointOf(event)];
    return [Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  };
  const press = (event: KeyboardEvent) => {
    // A letter of the name that the face will have is no key of the photo's.
    if (isSaving && [...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const changed = changedBy(event, box, photo);
    if (changed === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setBox(changed);
  };

  return (
    <button
      type="button"
      ref={takeFocus}
      className={styles['layer']}
      aria-label={text.viewer.drawing.label}
      aria-busy={isSaving}
      onKeyDown={press}
      // A click without a mouse is Enter.
      onClick={(event: MouseEvent) => event.detail === 0 && void save(box)}
      onDoubleClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => {
        event.stopPropagation();
        if (event.button !== 0 || isSaving) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        corner.current = { ...pointOf(event), clientX: event.clientX, clientY: event.clientY };
      }}
      onPointerMove={(event) => corner.current && setBox(boxTo(event))}
      onPointerUp={(event) => {
        if (corner.current === undefined) return;
        const { clientX, clientY } = corner.current;
        const isBox = Math.min(Math.abs(event.clientX - clientX), Math.abs(event.clientY - clientY)) >= LEAST_FACE_PX;
        const drawn = boxTo(event);
        corner.current = undefined;
        if (isBox) void save(drawn);
      }}
      onPointerCancel={() => (corner.current = undefined)}
    >
      <span className={styles['box']} style={boxStyle(box, photo)} />
    </button>
  );
}

function middle({ width, height }: PhotoCard): Box {
  const side = FIRST_BOX_SIDE * Math.min(width, height);
  return [(width - side) / 2, (height - side) / 2, side, side];
}

/** Arrow keys move the box; with Shift they make it larger and smaller. */
function changedBy({ key, shiftKey }: KeyboardEvent, box: Box, photo: PhotoCard): Box | undefined {
  const step = KEY_STEP * Math.min(photo.width, photo.height);
  const [across, down] = [
    key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0,
    key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0,
  ];
  if (across === 0 && down === 0) return undefined;
  const within = (value: number, least: number, most: number) =>
    Math.min(Math.max(value, least), Math.max(least, most));
  const [left, top, width, height] = box;
  if (shiftKey) {
    return [
      left,
      top,
      within(width + across * step, step, photo.width - left),
      within(height + down * step, step, photo.height - top),
    ];
  }
  return [
    within(left + across * step, 0, photo.width - width),
    within(top + down * step, 0, photo.height - height),
    width,
    height,
  ];
}

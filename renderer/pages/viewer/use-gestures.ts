// What fingers and the mouse do to a photo: one drags what is zoomed and turns over what is not, two pinch, two taps bring near.

import { type MouseEvent, type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';

/** From here on it is meant. */
const SWIPED_PX = 60;
/** Below this a finger, or the mouse, only trembled while it pressed. */
const FINGER_TREMBLE_PX = 10;
const MOUSE_TREMBLE_PX = 3;
const DOUBLE_TAP_MS = 300;
const DOUBLE_TAP_PX = 40;
/** How long the next photo takes to slide in: see stage.module.css. */
const TURN_MS = 180;
/** Where there is no next photo, the finger moves this one by a part of its way only. */
const END_RESISTANCE = 0.3;

interface Point {
  x: number;
  y: number;
}
type Side = 'left' | 'right';

interface Gestures {
  isZoomed: boolean;
  /** Of the window, in pixels. */
  width: number;
  /** Whether there is a photo to turn to by a swipe to that side. */
  canTurn: Record<Side, boolean>;
  onPan: (by: Point) => void;
  /** @param point from the window's middle, here and below */
  onPinch: (factor: number, point: Point) => void;
  onDoubleTap: (point: Point) => void;
  onSwipe: (side: Side) => void;
}

/** @returns how far the photo is pushed aside, in pixels, whether by a finger that is still there, and what to listen to */
export function useGestures({ isZoomed, width, canTurn, onPan, onPinch, onDoubleTap, onSwipe }: Gestures) {
  const [offset, setOffset] = useState(0);
  const [isHeld, setIsHeld] = useState(false);
  const [turning, setTurning] = useState<Side>();
  const pointers = useRef(new Map<number, Point>());
  const began = useRef<Point>({ x: 0, y: 0 });
  /** A press is a tap until it moves, and a pinch from the second finger on, until all are lifted. */
  const gesture = useRef<'tap' | 'drag' | 'pinch'>('tap');
  const lastTap = useRef<Point & { at: number }>(undefined);
  const isByMouse = useRef(true);

  const turn = useEffectEvent(onSwipe);
  useEffect(() => {
    if (turning === undefined) return undefined;
    const timer = setTimeout(() => turn(turning), TURN_MS);
    return () => clearTimeout(timer);
  }, [turning]);

  function move(event: PointerEvent, before: Point, now: Point): void {
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other !== undefined) {
      const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
      return onPinch(factor, fromMiddle(event.currentTarget, (now.x + other.x) / 2, (now.y + other.y) / 2));
    }
    const tremble = isByMouse.current ? MOUSE_TREMBLE_PX : FINGER_TREMBLE_PX;
    if (gesture.current === 'tap' && distance(now, began.current) > tremble) {
      gesture.current = 'drag';
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    if (gesture.current !== 'drag') return;
    if (isZoomed) onPan({ x: now.x - before.x, y: now.y - before.y });
    else if (!isByMouse.current) pushAside(now.x - began.current.x);
  }

  function pushAside(by: number): void {
    setIsHeld(true);
    setOffset(canTurn[sideOf(by)] ? by : by * END_RESISTANCE);
  }

  function lift(event: PointerEvent, point: Point): void {
    const isTap = gesture.current === 'tap';
    const by = point.x - began.current.x;
    setIsHeld(false);
    const isSwipe = gesture.current === 'drag' && !isZoomed && !isByMouse.current && Math.abs(by) >= SWIPED_PX;
    if (isSwipe && canTurn[sideOf(by)]) {
      setOffset(by < 0 ? -width : width);
      return setTurning(sideOf(by));
    }
    setOffset(0);
    if (!isTap || isByMouse.current) return;
    const last = lastTap.current;
    const isSecond =
      last !== undefined && event.timeStamp - last.at < DOUBLE_TAP_MS && distance(last, point) < DOUBLE_TAP_PX;
    lastTap.current = isSecond ? undefined : { ...point, at: event.timeStamp };
    if (isSecond) onDoubleTap(fromMiddle(event.currentTarget, point.x, point.y));
  }

  const listeners = {
    onPointerDown(event: PointerEvent) {
      const point = { x: event.clientX, y: event.clientY };
      if (event.isPrimary) {
        pointers.current.clear();
        gesture.current = 'tap';
        began.current = point;
        isByMouse.current = event.pointerType === 'mouse';
      }
      // What a face opened lies elsewhere on the page, though React tells of it here.
      const isOnPhoto = event.target instanceof Node && event.currentTarget.contains(event.target);
      if (!isOnPhoto || event.button !== 0 || turning !== undefined) return;
      if (!event.isPrimary) {
        gesture.current = 'pinch';
        setOffset(0);
      }
      pointers.current.set(event.pointerId, point);
    },
    onPointerMove(event: PointerEvent) {
      const before = pointers.current.get(event.pointerId);
      if (before === undefined) return;
      const now = { x: event.clientX, y: event.clientY };
      pointers.current.set(event.pointerId, now);
      move(event, before, now);
    },
    onPointerUp(event: PointerEvent) {
      if (!pointers.current.delete(event.pointerId) || pointers.current.size > 0) return;
      lift(event, { x: event.clientX, y: event.clientY });
    },
    onPointerCancel(event: PointerEvent) {
      pointers.current.delete(event.pointerId);
      setIsHeld(false);
      setOffset(0);
    },
    /** What was dragged was not pressed: no face opens. A key opens it all the same: its click has no detail. */
    onClickCapture(event: MouseEvent) {
      if (gesture.current === 'tap' || event.detail === 0) return;
      event.preventDefault();
      event.stopPropagation();
    },
    /** Of a finger, a browser may tell of two taps as of a double click as well. */
    onDoubleClick(event: MouseEvent) {
      if (isByMouse.current) onDoubleTap(fromMiddle(event.currentTarget, event.clientX, event.clientY));
    },
  };
  return { offset, isHeld, listeners };
}

export function fromMiddle(element: Element, x: number, y: number): Point {
  const box = element.getBoundingClientRect();
  return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 };
}

function sideOf(by: number): Side {
  return by < 0 ? 'left' : 'right';
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

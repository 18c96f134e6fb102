// How far a photo is zoomed in and where it lies: arithmetic without a screen.

export interface View {
  /** 1: the whole photo fits the window. */
  scale: number;
  /** How far the photo's middle lies from the window's, in pixels of the screen. */
  x: number;
  y: number;
}
export interface Size {
  width: number;
  height: number;
}

export const FIT: View = { scale: 1, x: 0, y: 0 };
const LARGEST_SCALE = 8;
/** Of a face that is brought near: so much of the window it fills, and no more than so much is a preview enlarged. */
const CLOSE_UP_SHARE = 0.35;
const CLOSE_UP_SCALE = 5;

/** The size at which the whole photo is seen; a small photo is not blown up beyond twice its size. */
export function fitted(photo: Size, window: Size): Size {
  if (photo.width === 0 || photo.height === 0) return { width: 0, height: 0 };
  const scale = Math.min(window.width / photo.width, window.height / photo.height, 2);
  return { width: photo.width * scale, height: photo.height * scale };
}

/** @param point what stays under the pointer, from the window's middle */
export function zoomed(view: View, factor: number, point: { x: number; y: number }, fit: Size, window: Size): View {
  const scale = Math.min(Math.max(view.scale * factor, 1), LARGEST_SCALE);
  const grown = scale / view.scale;
  return held({ scale, x: point.x - (point.x - view.x) * grown, y: point.y - (point.y - view.y) * grown }, fit, window);
}

export function panned(view: View, by: { x: number; y: number }, fit: Size, window: Size): View {
  return held({ ...view, x: view.x + by.x, y: view.y + by.y }, fit, window);
}

/** @param box in pixels of the photo: comes into the window's middle, as far as the photo reaches */
export function zoomedOnto(box: readonly [number, number, number, number], photo: Size, fit: Size, window: Size): View {
  if (fit.width === 0) return FIT;
  const [left, top, width, height] = box;
  const shown = fit.width / photo.width;
  const wanted = (CLOSE_UP_SHARE * Math.min(window.width, window.height)) / (Math.max(width, height) * shown);
  const scale = Math.min(Math.max(wanted, 1), CLOSE_UP_SCALE);
  const x = (photo.width / 2 - (left + width / 2)) * shown * scale;
  const y = (photo.height / 2 - (top + height / 2)) * shown * scale;
  return held({ scale, x, y }, fit, window);
}

/** No edge of the photo comes further in than the window's edge. */
function held({ scale, x, y }: View, fit: Size, window: Size): View {
  const slack = (photo: number, room: number) => Math.max(0, (photo * scale - room) / 2);
  const within = (value: number, limit: number) => Math.min(Math.max(value, -limit), limit);
  return {
    scale,
    x: within(x, slack(fit.width, window.width)),
    y: within(y, slack(fit.height, window.height)),
  };
}

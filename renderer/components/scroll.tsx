// The one part of the window that scrolls: long lists measure themselves against it, and a page finds its place again.

import { createContext, type ReactNode, type RefObject, use, useLayoutEffect, useState } from 'react';
import styles from './scroll.module.css';

const Scroller = createContext<HTMLElement | null>(null);
const positions = new Map<string, number>();
/** How many frames a page gets to become as long as it was. */
const FRAMES_TO_GROW = 20;

/** @param page whose scroll position is kept apart from that of other pages */
export function ScrollArea({ page, children }: { page: string; children: ReactNode }) {
  // State rather than a ref: what is inside is told as soon as the element is there.
  const [element, setElement] = useState<HTMLElement | null>(null);

  useLayoutEffect(() => {
    if (element === null) return undefined;
    const position = positions.get(page) ?? 0;
    let frames = 0;
    let frame = 0;
    const restore = () => {
      element.scrollTop = position;
      if (element.scrollTop < position && frames++ < FRAMES_TO_GROW) frame = requestAnimationFrame(restore);
    };
    restore();
    const remember = () => void positions.set(page, element.scrollTop);
    element.addEventListener('scroll', remember, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', remember);
    };
  }, [page, element]);

  return (
    <main id="content" ref={setElement} tabIndex={-1} className={styles['area']}>
      <Scroller value={element}>{children}</Scroller>
    </main>
  );
}

/** null until it is on the page. */
export function useScroller(): HTMLElement | null {
  return use(Scroller);
}

/** The width of an element and its distance from the top of what scrolls; 0 until it is on the screen. */
export function usePlacement(element: RefObject<HTMLElement | null>): { width: number; top: number } {
  const area = useScroller();
  const [placement, setPlacement] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null || area === null) return undefined;
    const measure = () => {
      const box = measured.getBoundingClientRect();
      const next = { width: box.width, top: box.top - area.getBoundingClientRect().top + area.scrollTop };
      setPlacement((known) => (known.width === next.width && known.top === next.top ? known : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    // What stands above may grow and push the element down.
    for (const child of area.children) observer.observe(child);
    return () => observer.disconnect();
  }, [element, area]);
  return placement;
}

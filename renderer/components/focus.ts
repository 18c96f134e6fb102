// The one owner of the focus: what works by keyboard always has the focus somewhere, and what asks for it gets it.

import { useLayoutEffect, useRef } from 'react';

/**
 * A message is called a dialog as well, though it blocks nothing: `aria-modal` says so. One that was closed fades away
 * for a moment; no key belongs to it any more.
 */
const DIALOGS = ':is([role=dialog], [role=alertdialog]):not([aria-modal=false], [data-closed])';
const LAYERS = `${DIALOGS}, [role=menu]:not([data-closed])`;
/** What can hold the focus in place of something inside of it. */
const FOCUS_HOLDERS = `${DIALOGS}, #content`;
const USABLE = ':is(a[href], button, input, select, textarea, [tabindex="0"]):not(:disabled)';
/** How long the target may take to appear: a wall may be laid out anew more than once. */
const FOCUS_WAIT_MS = 3_000;
const OPENS_A_MENU = '[aria-haspopup=menu][aria-expanded=false]';
/** A list opens in the frame after the press of the mouse, which takes a slow machine so long at most. */
const OPENING_WAIT_MS = 500;

interface FocusRequest {
  find: () => HTMLElement | null | undefined;
  /** Had the focus when this was requested, and gives it up. */
  from: Element | null;
  until: number;
  /** What is being left has its say first: where the user went on to something else, that keeps the focus. */
  mayAct: boolean;
}

let request: FocusRequest | undefined;
/** A button whose list is about to open. */
let opening: { button: Element; until: number } | undefined;
/** What has the focus, and what could hold it in its place, the innermost first. */
let focused: Element | null = null;
let around: Element[] = [];

export function keepFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    focused = target instanceof Element ? target : null;
    around = holdersAround(focused);
    // A dialog that takes the focus because something in it went does not know of the request; and whoever moves it
    // elsewhere ends the request, which else would have its say on the next page.
    requestAnimationFrame(fulfil);
  });
  // A click says itself where the focus belongs, and so does Tab: while a list closes for it, nothing has the focus.
  document.addEventListener('pointerdown', () => (request = undefined), { capture: true });
  document.addEventListener('keydown', ({ key }) => key === 'Tab' && (request = undefined), { capture: true });
  document.addEventListener('mousedown', ({ target }) => awaitMenu(target), { capture: true });
  new MutationObserver(() => {
    if (focused !== null && !focused.isConnected) replace(focused);
    fulfil();
  }).observe(document.body, { childList: true, subtree: true });
}

/**
 * Gives the focus to what is found, as soon as it is there, and for as long as it comes anew; unless the user has moved
 * the focus elsewhere by then.
 * @param from may lose the focus for it; where nothing has the focus, nothing has to
 */
export function wantFocus(find: FocusRequest['find'], from: Element | null = null): void {
  const own: FocusRequest = { find, from, until: performance.now() + FOCUS_WAIT_MS, mayAct: false };
  request = own;
  requestAnimationFrame(() => {
    own.mayAct = true;
    fulfil();
  });
}

/** At once where it is there, so that no key is lost that comes right behind; what is far away is scrolled to first. */
export function focusSoon(find: FocusRequest['find']): void {
  request = { find, from: document.activeElement, until: performance.now() + FOCUS_WAIT_MS, mayAct: true };
  fulfil();
}

/**
 * The topmost of what is open above the page: every key is for it. Not what has the focus says so: that comes a frame
 * after it has opened, and leaves when it has faded. A button whose list is about to open stands for the list.
 */
export function topLayer(): Element | null {
  if (opening && opening.until > performance.now() && opening.button.matches(OPENS_A_MENU)) return opening.button;
  return [...document.querySelectorAll(LAYERS)].at(-1) ?? null;
}

function awaitMenu(target: EventTarget | null): void {
  const button = target instanceof Element ? target.closest(OPENS_A_MENU) : null;
  opening = button ? { button, until: performance.now() + OPENING_WAIT_MS } : undefined;
}

/** A ref of what has just appeared and is used next. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}

/** The same where it may lie below the fold of a phone: one reads from the top. */
export function takeFocusUnscrolled(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}

/** Another page takes the place of the one that had the focus, or a field is left. */
export function focusContent(from: Element | null = null): void {
  wantFocus(() => document.querySelector<HTMLElement>('#content'), from);
}

/** The box of the page that is there by then: each page has one of its own. */
export function focusSearchBox(): void {
  wantFocus(() => document.querySelector<HTMLElement>('search input'), document.activeElement);
}

/**
 * Whether a dialog that closes gives the focus back by itself. Where a page or a dialog held it, that would give it to the
 * first field in there: these get it here, as what had the focus goes.
 */
export function useFinalFocus(isOpen: boolean): () => boolean {
  const opener = useRef<Element>(null);
  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement;
  }, [isOpen]);
  return () => opener.current?.matches(FOCUS_HOLDERS) !== true;
}

/** Whether the first that can be used in what scrolls is not seen before one scrolls. */
export function isBelowFold(scrolled: HTMLElement | null): boolean {
  const first = scrolled?.querySelector<HTMLElement>(USABLE);
  if (!scrolled || !first) return false;
  return first.getBoundingClientRect().bottom > scrolled.getBoundingClientRect().bottom;
}

function fulfil(): void {
  if (request?.mayAct !== true) return;
  const place = request.find();
  const holder = document.activeElement;
  const isHeld = holder?.matches(FOCUS_HOLDERS) === true;
  const isFree = isHeld || [null, document.body, request.from, place].includes(holder);
  if (performance.now() > request.until || !isFree) request = undefined;
  // A dialog that was opened above the place keeps the focus.
  else if (place && place !== holder && (!isHeld || holder.contains(place))) place.focus();
}

/** What had the focus went: it is found again by its address, or else what it was in holds the focus. */
function replace(gone: Element): void {
  const address = gone.getAttribute('href');
  const candidates = around;
  const holder = () =>
    candidates.find((element) => element.isConnected && element.matches(FOCUS_HOLDERS)) ??
    [...document.querySelectorAll(FOCUS_HOLDERS)].at(-1);
  focused = null;
  const now = performance.now();
  if (address !== null && !(request && request.until > now)) {
    const find = () => holder()?.querySelector<HTMLElement>(`a[href="${CSS.escape(address)}"]`);
    request = { find, from: null, until: now + FOCUS_WAIT_MS, mayAct: true };
  }
  // A dialog gives the focus back by itself.
  requestAnimationFrame(() => {
    fulfil();
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const standIn = holder();
    if (standIn instanceof HTMLElement) standIn.focus({ preventScroll: true });
  });
}

function holdersAround(element: Element | null): Element[] {
  const holders: Element[] = [];
  for (let each = element?.parentElement; each; each = each.parentElement) {
    if (each.matches(FOCUS_HOLDERS)) holders.push(each);
  }
  return holders;
}

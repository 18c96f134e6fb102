// Whoever works by keyboard is never left nowhere: when what had the focus goes, what it was in gets the focus.

/** What can hold the focus in place of something inside of it. */
const HOLDERS = '[role=dialog], [role=alertdialog], #content';

export function keepFocus(): void {
  let focused: Element | null = null;
  let around: Element[] = [];

  document.addEventListener('focusin', ({ target }) => {
    focused = target instanceof Element ? target : null;
    around = [];
    for (let element = focused?.parentElement; element; element = element.parentElement) {
      if (element.matches(HOLDERS)) around.push(element);
    }
  });

  const observer = new MutationObserver(() => {
    if (focused === null || focused.isConnected) return;
    focused = null;
    // A dialog gives the focus back by itself, and whoever moved on has it elsewhere.
    requestAnimationFrame(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const holder = around.find((element) => element.isConnected) ?? [...document.querySelectorAll(HOLDERS)].at(-1);
      if (holder instanceof HTMLElement) holder.focus({ preventScroll: true });
    });
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

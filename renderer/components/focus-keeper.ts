// Whoever works by keyboard is never left nowhere: what had the focus is found again by its address, or what it was in.

/** What can hold the focus in place of something inside of it. */
const HOLDERS = '[role=dialog], [role=alertdialog], #content';

export function keepFocus(): void {
  let focused: Element | null = null;
  let around: Element[] = [];
  let address: string | null = null;

  document.addEventListener('focusin', ({ target }) => {
    focused = target instanceof Element ? target : null;
    address = focused?.getAttribute('href') ?? null;
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
      // A wall that is laid out anew, as a wider window does, makes its tiles anew.
      const again = address === null ? null : holder?.querySelector(`a[href="${CSS.escape(address)}"]`);
      for (const element of [again, holder]) {
        if (!(element instanceof HTMLElement)) continue;
        element.focus({ preventScroll: true });
        return;
      }
    });
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

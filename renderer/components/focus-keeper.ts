// Whoever works by keyboard is never left nowhere: what had the focus is found again by its address, or what it was in.

/** What can hold the focus in place of something inside of it. */
const HOLDERS = '[role=dialog], [role=alertdialog], #content';
/** So long what went is expected back: a wall may be laid out anew more than once, as while a window is drawn wider. */
const PATIENCE_MS = 1_000;

export function keepFocus(): void {
  let focused: Element | null = null;
  let around: Element[] = [];
  /** What went, and who holds the focus for it in the meantime. */
  let gone: { address: string; holder: Element; until: number } | null = null;

  document.addEventListener('focusin', ({ target }) => {
    if (target === gone?.holder) return;
    gone = null;
    focused = target instanceof Element ? target : null;
    around = [];
    for (let element = focused?.parentElement; element; element = element.parentElement) {
      if (element.matches(HOLDERS)) around.push(element);
    }
  });

  const observer = new MutationObserver(() => {
    giveBack();
    if (focused === null || focused.isConnected) return;
    const address = focused.getAttribute('href');
    focused = null;
    // A dialog gives the focus back by itself, and whoever moved on has it elsewhere.
    requestAnimationFrame(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const holder = around.find((element) => element.isConnected) ?? [...document.querySelectorAll(HOLDERS)].at(-1);
      if (!holder) return;
      if (address !== null) gone = { address, holder, until: performance.now() + PATIENCE_MS };
      focusOn(holder);
      giveBack();
    });
  });
  observer.observe(document.body, { childList: true, subtree: true });

  /** To what is there again under the same address, unless whoever held it for that has lost it, or it took too long. */
  function giveBack(): void {
    if (!gone) return;
    const { address, holder, until } = gone;
    if (performance.now() > until || document.activeElement !== holder) gone = null;
    else focusOn(holder.querySelector(`a[href="${CSS.escape(address)}"]`));
  }
}

function focusOn(element: Element | null): void {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}

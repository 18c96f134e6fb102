// Keeps the focus of whoever works without a mouse, where what had it moves or goes away.

/** How many frames the page gets to show itself anew: three seconds. */
const PATIENCE = 180;

/** What had the focus moves to another place on the page: it is found there by its address. */
export function followFocus(address: string): void {
  keepTrying(() => document.querySelector<HTMLElement>(`main a[href="${address}"]`)?.focus());
}

/** Another page takes the place of the one that had the focus. */
export function focusContent(): void {
  keepTrying(() => document.querySelector<HTMLElement>('#content')?.focus());
}

/** Only ever where nothing else has the focus. */
function keepTrying(focus: () => void): void {
  let frames = 0;
  const look = () => {
    if (document.activeElement === document.body) focus();
    if (frames++ < PATIENCE) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

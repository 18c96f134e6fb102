// How far an arrow key goes: to the side as the page is read, up and down by as many as stand beside each other.

/** @returns 0 for any other key */
export function arrowStep(key: string, columns: number): number {
  const onwards = document.documentElement.dir === 'rtl' ? -1 : 1;
  switch (key) {
    case 'ArrowLeft':
      return -onwards;
    case 'ArrowRight':
      return onwards;
    case 'ArrowUp':
      return -columns;
    case 'ArrowDown':
      return columns;
    default:
      return 0;
  }
}

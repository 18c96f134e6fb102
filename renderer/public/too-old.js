// Says in words that a browser is too old for the screen, which would stay blank: in words and calls that old ones know.
(function () {
  const isNewEnough =
    'toSorted' in Array.prototype &&
    !!window.CSS &&
    !!CSS.supports &&
    CSS.supports('selector(:has(a))') &&
    CSS.supports('color', 'color-mix(in srgb, red, blue)');
  if (isNewEnough) return;
  const isGerman = /^de/i.test(navigator.language || '');
  const page = document.createElement('main');
  page.setAttribute('role', 'alert');
  page.style.cssText = 'max-width: 30em; margin: 15vh auto; padding: 0 1em; font: 18px/1.5 sans-serif';
  page.textContent = isGerman
    ? 'Dieser Browser ist zu alt für Kindred. Bitte aktualisiere ihn: Chrome und Edge ab Version 113, Firefox ab 121 und Safari ab 16.4 genügen.'
    : 'This browser is too old for Kindred. Please update it: Chrome and Edge from version 113, Firefox from 121 and Safari from 16.4 will do.';
  document.documentElement.lang = isGerman ? 'de' : 'en';
  // The screen, where it could still start, finds no place to be shown in.
  document.body.replaceChild(page, document.getElementById('root'));
})();

// Which language the screen speaks: the one chosen in Settings, else the first that the system asks for and we have.

export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

const LANGUAGE_KEY = 'kindred.language';
const JUST_CHOSEN_KEY = 'kindred.language-just-chosen';

/** null: as the system has it. */
export function chosenLanguage(): Language | null {
  const kept = window.localStorage.getItem(LANGUAGE_KEY);
  return isLanguage(kept) ? kept : null;
}

/** Words are read once, when the screen starts: a choice starts it anew. */
export function chooseLanguage(language: Language | null): void {
  if (language === null) window.localStorage.removeItem(LANGUAGE_KEY);
  else window.localStorage.setItem(LANGUAGE_KEY, language);
  window.sessionStorage.setItem(JUST_CHOSEN_KEY, 'yes');
  window.location.reload();
}

/** Whether that is why the screen has just started; asked once. */
export function takeJustChosen(): boolean {
  const isJustChosen = window.sessionStorage.getItem(JUST_CHOSEN_KEY) !== null;
  window.sessionStorage.removeItem(JUST_CHOSEN_KEY);
  return isJustChosen;
}

export const language: Language = decide();

/** That language as it is spoken where the user is, for dates and numbers: en-GB. */
export const locale: string = spokenHere(language);

function decide(): Language {
  // Without a window, as in tests, the words do not depend on whose machine it is.
  if (typeof window === 'undefined') return 'en';
  const wanted = window.navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return chosenLanguage() ?? wanted.find(isLanguage) ?? 'en';
}

function spokenHere(language: Language): string {
  if (typeof window === 'undefined') return language;
  const tags = window.navigator.languages.filter((tag) => tag.toLowerCase().startsWith(language));
  return tags.find(isLocale) ?? language;
}

/** Systems without a locale say such things as en-US@posix, which no date can be written in. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

function isLanguage(tag: string | null): tag is Language {
  return tag !== null && Object.hasOwn(LANGUAGES, tag);
}

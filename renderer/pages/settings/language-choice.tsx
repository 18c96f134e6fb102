// In which language the screen speaks.

import { useLayoutEffect, useRef } from 'react';
import { takeFocus } from '../../components/focus.ts';
import { chosenLanguage, chooseLanguage, LANGUAGES, type Language, takeJustChosen } from '../../text/language.ts';
import { text } from '../../text/text.ts';
import styles from './settings.module.css';

const SYSTEM_LANGUAGE = 'system';

export function LanguageChoice() {
  const choice = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => {
    if (takeJustChosen()) takeFocus(choice.current);
  }, []);
  const choose = (value: string) => {
    const chosen = names.find(([language]) => language === value);
    chooseLanguage(chosen ? chosen[0] : null);
  };
  return (
    <section className={styles['section']}>
      <h2 id="language">{text.settings.language}</h2>
      <select
        ref={choice}
        aria-labelledby="language"
        className={styles['select']}
        value={chosenLanguage() ?? SYSTEM_LANGUAGE}
        onChange={(event) => choose(event.target.value)}
      >
        <option value={SYSTEM_LANGUAGE}>{text.settings.languageSystem}</option>
        {names.map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </section>
  );
}

// The entries of a record of languages are languages; the library's own types say only string.
const names = Object.entries(LANGUAGES) as [Language, string][];

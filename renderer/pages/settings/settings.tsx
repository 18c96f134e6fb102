// Settings: folders, names from other programs and for them, appearance, what was learnt, how photos are analysed, models, backups, keyboard, and what exactly is running here.

import { Keyboard as KeyboardIcon, ShieldCheck } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { showShortcuts } from '../../components/keyboard.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useQuery } from '../../engine/query.ts';
import { THEMES, useTheme } from '../../styles/theme.ts';
import { text, wordsOf } from '../../text/text.ts';
import { Backups } from './backups.tsx';
import { Folders } from './folders.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { Learning } from './learning.tsx';
import { Indexing } from './indexing.tsx';
import { Models } from './models.tsx';
import { Names } from './names.tsx';
import { OnAPhone } from './on-a-phone.tsx';
import styles from './settings.module.css';
import { Sidecars } from './sidecars.tsx';
import { SignedIn } from './signed-in.tsx';
import { WorkerInvitations } from './worker-invitations.tsx';

export function SettingsPage() {
  return (
    <div className={styles['page']}>
      <PageHeader title={text.pages.settings} />
      <Folders />
      <Names />
      <Sidecars />
      <Appearance />
      <LanguageChoice />
      <Learning />
      <Indexing />
      <Models />
      <WorkerInvitations />
      <Backups />
      <section className={styles['section']}>
        <h2>{text.settings.help}</h2>
        <p className={styles['lead']}>{text.settings.helpBody}</p>
        <Button icon={<KeyboardIcon aria-hidden />} onClick={showShortcuts}>
          {text.settings.showShortcuts}
        </Button>
      </section>
      <OnAPhone />
      <SignedIn />
      <About />
    </div>
  );
}

function Appearance() {
  const [theme, setTheme] = useTheme();
  return (
    <section className={styles['section']}>
      <h2 id="appearance">{text.settings.appearance}</h2>
      <div role="radiogroup" aria-labelledby="appearance" className={styles['themes']}>
        {THEMES.map((each) => (
          <label key={each}>
            <input type="radio" name="theme" value={each} checked={theme === each} onChange={() => setTheme(each)} />
            <span className={styles['sample']} data-sample={each} aria-hidden>
              <i />
            </span>
            {text.settings.themes[each]}
          </label>
        ))}
      </div>
    </section>
  );
}

function About() {
  const { value, error, retry } = useQuery('library.about', {});
  return (
    <section className={styles['section']}>
      <h2>{text.settings.about}</h2>
      <p className={styles['promise']}>
        <ShieldCheck aria-hidden />
        {text.settings.privacy}
      </p>
      {error !== undefined && <FailedNotice error={error} onRetry={retry} />}
      {value && (
        <dl className={styles['facts']}>
          <dt>{text.settings.version}</dt>
          <dd>{value.version}</dd>
          <dt>{text.settings.library}</dt>
          <dd>{value.library}</dd>
          <dt>{text.settings.provider}</dt>
          <dd>
            {value.provider.toUpperCase()}
            <small>{value.providerReasons.map(wordsOf).join(' ')}</small>
          </dd>
          <dt>{text.settings.models}</dt>
          <dd>
            {value.models.map(({ name, purpose, version }) => (
              <span key={name}>
                {name} {version}
                <small>{text.settings.purposes[name] ?? purpose}</small>
              </span>
            ))}
          </dd>
        </dl>
      )}
      <p className={styles['lead']}>{text.settings.towns}</p>
    </section>
  );
}

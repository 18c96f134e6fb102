// A field for the path of a folder: completes what is typed from the folders that exist, and shows what is wrong.

import { type Ref, useId } from 'react';
import { CircleAlert, Folder } from 'lucide-react';
import { useSuggestions } from '../engine/suggestions.ts';
import { text } from '../text/text.ts';
import { Combobox } from './combobox/combobox.tsx';
import styles from './folder-field.module.css';
import { PathText } from './path-text.tsx';

export function FolderField({
  value,
  onChange,
  problem,
  label,
  input,
}: {
  value: string;
  onChange: (path: string) => void;
  problem: string | undefined;
  label: string;
  input?: Ref<HTMLInputElement> | undefined;
}) {
  const id = useId();
  const suggested = useSuggestions('folders.suggest', { typed: value });
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <Combobox
        text={value}
        onText={onChange}
        // What is written whole is no suggestion, and a list of it would cover what is said of it.
        items={suggested?.folders.filter((path) => path !== value)}
        keyOf={(path) => path}
        onChoose={onChange}
        list={text.settings.folders}
        opensOnClick
        field={{
          id,
          ref: input,
          className: styles['input'],
          placeholder: text.welcome.placeholder,
          'aria-invalid': problem !== undefined,
          'aria-describedby': `${id}-problem`,
        }}
      >
        {(path) => (
          <>
            <Folder aria-hidden className={styles['icon']} />
            <span className={styles['path']}>
              <PathText path={path} />
            </span>
          </>
        )}
      </Combobox>
      <p id={`${id}-problem`} role="alert" className={styles['problem']}>
        {problem !== undefined && (
          <>
            <CircleAlert aria-hidden />
            {problem}
          </>
        )}
      </p>
    </div>
  );
}

// A field for the path of a folder: completes what is typed from the folders that exist, and shows what is wrong.

import { useId, useState } from 'react';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { CircleAlert, Folder } from 'lucide-react';
import { useQuery } from '../engine/query.ts';
import { text } from '../text/text.ts';
import styles from './folder-field.module.css';
import { PathText } from './path-text.tsx';
import list from './person-suggestions.module.css';

const none: string[] = [];

export function FolderField({
  value,
  onChange,
  problem,
  label,
}: {
  value: string;
  onChange: (path: string) => void;
  problem: string | undefined;
  label: string;
}) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const { value: suggested } = useQuery('folders.suggest', { typed: value });
  const folders = suggested?.folders ?? none;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <Autocomplete.Root
        items={folders}
        filter={null}
        openOnInputClick
        // An open list takes everything else from who cannot see it: not for nothing to choose from.
        open={isOpen && folders.length > 0}
        onOpenChange={setIsOpen}
        value={value}
        onValueChange={onChange}
      >
        <Autocomplete.Input
          id={id}
          className={styles['input']}
          placeholder={text.welcome.placeholder}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
          // What is suggested for it may come later, and would cover what is said of it.
          onKeyDown={({ key }) => key === 'Enter' && setIsOpen(false)}
        />
        <Autocomplete.Portal>
          <Autocomplete.Positioner className={list['positioner']} sideOffset={6} align="start">
            <Autocomplete.Popup className={list['popup']}>
              <Autocomplete.List className={styles['list']} aria-label={text.settings.folders}>
                {(path: string) => (
                  <Autocomplete.Item key={path} value={path} className={list['item']}>
                    <Folder aria-hidden className={styles['icon']} />
                    <span className={styles['path']}>
                      <PathText path={path} />
                    </span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
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

// The first run: what Kindred does, what it never does, and the one thing it needs, a folder.

import { type FormEvent, useState } from 'react';
import { FolderOpen, FolderSearch, ShieldCheck, UsersRound } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { FolderField } from '../../components/folder-field.tsx';
import { call, sentenceOf } from '../../engine/call.ts';
import { refreshAll } from '../../engine/resource.ts';
import { transport } from '../../engine/transport.ts';
import { text } from '../../text/text.ts';
import styles from './welcome.module.css';

const ICONS = [<FolderSearch key="folder" />, <UsersRound key="people" />, <ShieldCheck key="privacy" />];

export function Welcome() {
  return (
    <main className={styles['welcome']}>
      <div className={styles['column']}>
        <p className={styles['brand']}>
          <img src="./icon.svg" alt="" width={40} height={40} />
          {text.product}
        </p>
        <h1>{text.welcome.title}</h1>
        <p className={styles['lead']}>{text.welcome.lead}</p>
        <ChooseFolder />
        <ol className={styles['steps']}>
          {text.welcome.steps.map(({ title, body }, step) => (
            <li key={title}>
              <span aria-hidden>{ICONS[step]}</span>
              <div>
                <h2>{title}</h2>
                <p>{body}</p>
              </div>
            </li>
          ))}
        </ol>
      </div>
    </main>
  );
}

function ChooseFolder() {
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isAdding, setIsAdding] = useState(false);
  const { pickFolder } = transport;

  async function add(folder: string): Promise<void> {
    if (folder.trim() === '' || isAdding) return;
    setIsAdding(true);
    setProblem(undefined);
    try {
      await call('folders.add', { path: folder.trim() });
      // With a folder the first run is over.
      refreshAll((name) => name === 'library.status');
    } catch (error) {
      setProblem(sentenceOf(error));
      setIsAdding(false);
    }
  }

  async function pick(): Promise<void> {
    const picked = (await pickFolder?.()) ?? null;
    if (picked === null) return;
    setPath(picked);
    await add(picked);
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void add(path);
      }}
    >
      <FolderField value={path} onChange={setPath} problem={problem} label={text.welcome.label} />
      <div className={styles['buttons']}>
        {pickFolder && (
          <Button icon={<FolderOpen aria-hidden />} onClick={() => void pick()}>
            {text.welcome.browse}
          </Button>
        )}
        <Button look="primary" type="submit" disabled={isAdding || path.trim() === ''}>
          {isAdding ? text.welcome.starting : text.welcome.start}
        </Button>
      </div>
      <p className={styles['note']}>{text.welcome.note}</p>
    </form>
  );
}

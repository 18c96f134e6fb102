// The first step: the one thing that Kindred needs, a folder; or the sample photos, where they are at hand.

import { type FormEvent, useState } from 'react';
import { FolderOpen, Sparkles } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { FolderField } from '../../components/folder-field.tsx';
import { call } from '../../engine/call.ts';
import { sentenceOf } from '../../engine/outcome.ts';
import { useQuery } from '../../engine/query.ts';
import { transport } from '../../engine/line.ts';
import { text } from '../../text/text.ts';
import styles from './welcome.module.css';

interface Props {
  isAdding: boolean;
  onAdding: () => void;
  onRefused: () => void;
  onAdded: () => void;
}

export function ChooseFolder({ isAdding, onAdding, onRefused, onAdded }: Props) {
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string>();
  const { value: samples } = useQuery('samples.count', {});
  const { pickFolder } = transport;

  async function add(adding: () => Promise<unknown>): Promise<void> {
    if (isAdding) return;
    onAdding();
    setProblem(undefined);
    try {
      await adding();
      onAdded();
    } catch (error) {
      setProblem(sentenceOf(error));
      onRefused();
    }
  }

  const addPath = (folder: string) => add(() => call('folders.add', { path: folder.trim() }));

  async function pick(): Promise<void> {
    const picked = (await pickFolder?.()) ?? null;
    if (picked === null) return;
    setPath(picked);
    await addPath(picked);
  }

  return (
    <>
      <h1>{text.welcome.title}</h1>
      <p className={styles['lead']}>{text.welcome.lead}</p>
      <form
        className={styles['form']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (path.trim() !== '') void addPath(path);
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
      {samples !== undefined && samples.photos > 0 && (
        <Button
          look="quiet"
          className={styles['samples'] ?? ''}
          icon={<Sparkles aria-hidden />}
          disabled={isAdding}
          onClick={() => void add(() => call('samples.add', {}))}
        >
          {text.welcome.samples(samples.photos)}
        </Button>
      )}
    </>
  );
}

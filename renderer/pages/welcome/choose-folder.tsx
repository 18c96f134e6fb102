// The first step: the one thing that Kindred needs, a folder; or the sample photos, where they are at hand.

import { type FormEvent, useState } from 'react';
import { Sparkles } from 'lucide-react';
import type { Reply } from '../../../app/contract.ts';
import { BrowseFolder } from '../../components/browse-folder.tsx';
import { Button } from '../../components/button.tsx';
import { takeFocusUnscrolled } from '../../components/focus.ts';
import { PhotoFolderField } from '../../components/photo-folder-field.tsx';
import { call } from '../../engine/call.ts';
import { sentenceOfError } from '../../engine/outcome.ts';
import { useQuery } from '../../engine/query.ts';
import { text } from '../../text/text.ts';
import styles from './welcome.module.css';

type AddedFolder = Reply<'folders.add'>;

interface Props {
  /** What was chosen before. */
  before: string;
  isAdding: boolean;
  onAdding: () => void;
  onRefused: () => void;
  onAdded: (folder: AddedFolder) => void;
}

export function ChooseFolder({ before, isAdding, onAdding, onRefused, onAdded }: Props) {
  const [path, setPath] = useState(before);
  const [problem, setProblem] = useState<string>();
  const { value: samples } = useQuery('samples.count', {});

  async function add(adding: () => Promise<AddedFolder>): Promise<void> {
    if (isAdding) return;
    onAdding();
    setProblem(undefined);
    try {
      onAdded(await adding());
    } catch (error) {
      setProblem(sentenceOfError(error));
      onRefused();
    }
  }

  const addPath = (folder: string) => add(() => call('folders.add', { path: folder.trim() }));

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
        <PhotoFolderField
          value={path}
          onChange={setPath}
          problem={problem}
          input={before === '' ? undefined : beginAnew}
        />
        <div className={styles['buttons']}>
          <BrowseFolder
            disabled={isAdding}
            onPicked={(picked) => {
              setPath(picked);
              void addPath(picked);
            }}
          />
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

/** Another folder is wanted: its path takes the place of the one that was chosen before. */
function beginAnew(field: HTMLInputElement | null): void {
  takeFocusUnscrolled(field);
  field?.select();
}

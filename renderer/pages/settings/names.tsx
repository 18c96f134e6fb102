// “Bring your names along”: names that other programs gave are looked for, shown with what would come of them, and taken over.

import { useState, type ReactNode } from 'react';
import { Search, Undo2, UserCheck } from 'lucide-react';
import type { NameSource, NamesImport, Request } from '../../../app/contract.ts';
import { undo } from '../../commands/undo.ts';
import { BrowseFolder } from '../../components/browse-folder.tsx';
import { Button } from '../../components/button.tsx';
import { FolderField } from '../../components/folder-field.tsx';
import { FailedNotice } from '../../components/notice.tsx';
import { sayFailed } from '../../components/toasts.tsx';
import { call } from '../../engine/call.ts';
import { useStatus } from '../../engine/events.ts';
import { sentenceOfError } from '../../engine/outcome.ts';
import { useProgress } from '../../engine/query.ts';
import { text, wordsOf } from '../../text/text.ts';
import styles from './names.module.css';
import { FoundNames } from './found-names.tsx';
import settings from './settings.module.css';

const ASK_MS = 500;

export function Names() {
  const { value, error, isUnderWay, retry } = useProgress('names.get', {}, isWorking, ASK_MS);
  const [wasAskedHere, setWasAskedHere] = useState(false);

  return (
    <section className={settings['section']} aria-labelledby="names" aria-busy={isUnderWay}>
      <h2 id="names">{text.names.title}</h2>
      <p className={settings['lead']}>{text.names.lead}</p>
      {error !== undefined && <FailedNotice error={error} onRetry={retry} />}
      {value && <Step now={value} wasAskedHere={wasAskedHere} onAsk={() => setWasAskedHere(true)} />}
    </section>
  );
}

function isWorking({ step }: NamesImport): boolean {
  return step === 'reading' || step === 'applying';
}

interface StepProps {
  now: NamesImport;
  /** Not in another window, where the focus may be elsewhere. */
  wasAskedHere: boolean;
  onAsk: () => void;
}

function Step({ now, wasAskedHere, onAsk }: StepProps) {
  switch (now.step) {
    case 'idle':
      return <SearchForm onAsk={onAsk} />;
    case 'reading':
      return <Working sentence={text.names.reading(now.done, now.total)} done={now.done} total={now.total} />;
    case 'applying':
      return <Working sentence={text.names.applying} done={now.done} total={now.total} />;
    case 'failed':
      return <SearchForm problem={wordsOf(now.reason)} onAsk={onAsk} />;
    case 'found':
      return (
        <FoundNames
          report={now.report}
          takesFocus={wasAskedHere}
          onApply={(one) => void ask('names.apply', { one })}
          onCancel={cancel}
        />
      );
    case 'applied':
      return <Applied result={now} />;
    default:
      return now satisfies never;
  }
}

const SOURCES: readonly (NameSource | null)[] = [null, 'xmp', 'picasa', 'takeout', 'digikam'];

/** From where, and in which folder. */
function SearchForm({ problem, onAsk }: { problem?: string; onAsk: () => void }) {
  const { value: status } = useStatus();
  const [from, setFrom] = useState<NameSource | null>(null);
  const [typed, setTyped] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const place = typed ?? status?.folders[0]?.path ?? '';

  async function find(): Promise<void> {
    setRefusal(undefined);
    onAsk();
    try {
      await call('names.find', { place: place.trim(), from });
    } catch (error) {
      setRefusal(sentenceOfError(error));
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void find();
      }}
    >
      <label className={styles['source']}>
        {text.names.source}
        <select
          className={settings['select']}
          value={from ?? ''}
          onChange={(event) => setFrom(SOURCES.find((source) => source === event.target.value) ?? null)}
        >
          {SOURCES.map((source) => (
            <option key={source} value={source ?? ''}>
              {text.names.sources[source ?? 'all']}
            </option>
          ))}
        </select>
        <small>{text.names.hints[from ?? 'all']}</small>
      </label>
      <FolderField value={place} onChange={setTyped} problem={refusal ?? problem} label={text.names.place} />
      <div className={settings['buttons']}>
        <Button look="primary" type="submit" icon={<Search aria-hidden />} disabled={place.trim() === ''}>
          {text.names.find}
        </Button>
        <BrowseFolder onPicked={setTyped} />
      </div>
    </form>
  );
}

function Working({ sentence, done, total }: { sentence: string; done: number; total: number }) {
  return (
    <div className={styles['working']}>
      <output>{sentence}</output>
      <progress aria-label={text.names.title} max={Math.max(total, 1)} {...(total > 0 && { value: done })} />
      <div className={settings['buttons']}>
        <Button onClick={cancel}>{text.cancel}</Button>
      </div>
    </div>
  );
}

function Applied({ result }: { result: Extract<NamesImport, { step: 'applied' }> }) {
  const { action, isUndone } = result;
  const isNothing = action === null;
  return (
    <div>
      <Said icon={isNothing ? undefined : <UserCheck aria-hidden />}>
        {isUndone ? text.names.takenBack : isNothing ? text.names.nothingNew : text.names.applied(result)}
      </Said>
      <div className={settings['buttons']}>
        {action !== null && !isUndone && (
          <Button icon={<Undo2 aria-hidden />} onClick={() => void undo(action)}>
            {text.undo}
          </Button>
        )}
        <Button onClick={cancel}>{text.names.again}</Button>
      </div>
    </div>
  );
}

function Said({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <output className={settings['promise']}>
      {icon}
      {children}
    </output>
  );
}

function cancel(): void {
  void ask('names.cancel', {});
}

async function ask<N extends 'names.apply' | 'names.cancel'>(name: N, request: Request<N>): Promise<void> {
  try {
    await call(name, request);
  } catch (error) {
    sayFailed(error);
  }
}

// How many pictures a folder holds: the number grows while they are counted.

import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { call } from '../engine/call.ts';
import { text } from '../text/text.ts';
import styles from './folder-count.module.css';

const ASK_MS = 300;
const FRESH_MS = 10_000;
/** On the way to a whole path stand folders that are not meant. */
const SETTLED_MS = 600;

/** Of a path that is being written: counted when it has stood for a moment. */
export function WrittenFolderCount({ path }: { path: string }) {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(path), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [path]);
  return settled === path && path !== '' ? <FolderCount path={path} /> : <p className={styles['count']} />;
}

export function FolderCount({ path }: { path: string }) {
  const { data } = useQuery({
    queryKey: ['folders.count', { path }],
    queryFn: () => call('folders.count', { path }),
    refetchInterval: ({ state }) => (state.data?.isDone === false ? ASK_MS : false),
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
  });
  return (
    <p className={styles['count']} data-counting={data?.isDone === false || undefined}>
      <output>{data && wordsOf(data)}</output>
    </p>
  );
}

function wordsOf({ pictures, isDone, isAll }: { pictures: number; isDone: boolean; isAll: boolean }): string {
  if (!isDone) return text.picking.counting(pictures);
  return isAll ? text.picking.counted(pictures) : text.picking.atLeast(pictures);
}

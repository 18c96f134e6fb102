// The field for a folder whose photos are to be added, and how many pictures it holds, before it is.

import type { Ref } from 'react';
import { text } from '../text/text.ts';
import { WrittenFolderCount } from './folder-count.tsx';
import { FolderField } from './folder-field.tsx';

interface Props {
  value: string;
  onChange: (path: string) => void;
  problem: string | undefined;
  input?: Ref<HTMLInputElement> | undefined;
}

export function PhotoFolderField(props: Props) {
  return (
    <>
      <FolderField {...props} label={text.welcome.label} />
      <WrittenFolderCount path={props.value.trim()} />
    </>
  );
}

// The words on the screen, in the language in use; a language is one file beside this one.

import { en } from './en.ts';

export const text: typeof en = en;

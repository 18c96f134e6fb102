// A name from being written to being saved. Where people are named in turn, what is typed behind Enter is the next one's.

import {
  type KeyboardEvent as Press,
  type Ref,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import type { PersonCard } from '../../app/contract.ts';
import { mergeWithNamesake, namePerson } from '../commands/people.ts';
import { whenRefreshed } from '../engine/replies.ts';
import { text as words } from '../text/text.ts';
import { takeFocus } from './focus.ts';
import { isKeyOfNaming } from './naming-keys.ts';
import { sayDone } from './toasts.tsx';

/** For what else leads from one who is named in turn to another. */
export interface NamingHandle {
  /** @param work whether it could be done; the user has been told otherwise */
  during(work: () => Promise<boolean>): void;
  /** What a button beside the field does, as its key does in an empty one: a name that was written is said first. */
  lead(key: string, act: () => void): void;
}

export interface Naming {
  person: { id: number; name: string | null };
  /**
   * @param person who it is now: somebody else after a merge; undefined: nothing was said
   * @param hasLeft the user went on elsewhere meanwhile, and the focus stays there
   */
  onDone: (person?: PersonCard, hasLeft?: boolean) => void;
  /** It is on its way: where the next key belongs, if not to this field. */
  onSaid?: () => void;
  /** The field stays, and goes over to the next person. */
  inTurn?: Ref<NamingHandle>;
}

/** How long it may take to be noticed that another name has been written. */
const WRITTEN_PAUSE_MS = 100;

/** On its way to the engine; the person is asked about until the page shows what came of it. */
interface Said {
  person: number;
  text: string;
  isSaved: boolean;
}

/** What came while something was on its way, for those who are asked about next. */
type Ahead =
  { text: string; isEntered: boolean; namesake?: PersonCard } | Pick<Press, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/**
 * What was written for whom, and is not saved: Kindred was away when its field went, or they were hidden instead. It
 * stands in the field again when it comes back.
 */
const unsaid = new Map<number, string>();

export function useNaming({ person, onDone, onSaid, inTurn }: Naming) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(() => unsaid.get(person.id) ?? person.name ?? '');
  const [sent, setSaid] = useState<Said>();
  const said = sent?.isSaved === true && sent.person !== person.id ? undefined : sent;
  const [namesakes, setNamesakes] = useState<PersonCard[]>([]);
  const [looks, lookAgain] = useReducer((count: number) => count + 1, 0);
  const ahead = useRef<Ahead[]>([]);
  /** Whom the field was for when it was last shown. */
  const asked = useRef(person.id);
  /** What came for the next is for the person who is asked about now. */
  const isNext = useRef(false);
  /** The last key was a letter for the next, though a question stands above the field. */
  const isWriting = useRef(false);
  const isInTurn = inTurn !== undefined;
  /** It is on its way, or given up: the field may lose the focus without saying anything. */
  const isSettled = useRef(false);
  const hasLeft = useRef(false);

  const write = (text: string) => {
    setTyped(text);
    // Letters of this very moment, too, which the page has not been told of.
    if (input.current !== null) input.current.value = text;
  };

  /** @param work undefined: it failed; `asked`: the user is asked first */
  async function during(text: string, work: () => Promise<PersonCard | 'done' | 'asked' | undefined>): Promise<void> {
    const own = { person: person.id, text, isSaved: false };
    isNext.current = false;
    isSettled.current = true;
    setSaid(own);
    setNamesakes([]);
    if (!hasLeft.current) onSaid?.();
    const outcome = await work();
    if (outcome === 'asked') return;
    if (outcome === undefined) return takeBack(own);
    setSaid((now) => (now === own ? { ...own, isSaved: true } : now));
    if (outcome !== 'done') onDone(outcome, hasLeft.current);
    if (!isInTurn) return;
    await whenRefreshed();
    // It led to nobody else; whoever has a name and is still asked about lost it again already.
    if (asked.current === own.person && outcome !== 'done') return takeBack({ ...own, text: '' });
    if (asked.current === own.person) isNext.current = true;
    setSaid((now) => (now?.isSaved === true && now.person === own.person ? undefined : now));
  }

  const say = (text: string, ifTaken: 'ask' | 'keepBoth' = 'ask') =>
    during(text, async () => {
      const reply = await namePerson(person.id, text === '' ? null : text, ifTaken);
      if (reply?.outcome !== 'taken') return reply?.person;
      await whenWrittenElsewhere();
      const isAsked = input.current !== null && asked.current === person.id;
      if (!isAsked) {
        unsaid.set(person.id, text);
        sayDone(words.naming.takenToast(text));
        return input.current === null ? 'asked' : undefined;
      }
      ask(reply.namesakes);
      return 'asked';
    });

  /** Another name is being written by then: the question would take its letters away, and its Enter for an answer. */
  async function whenWrittenElsewhere(): Promise<void> {
    while (input.current !== null && isWritingElsewhere() && document.activeElement !== input.current) {
      await new Promise((resolve) => setTimeout(resolve, WRITTEN_PAUSE_MS));
    }
  }

  /** What came for the next is not said behind a question before it has been seen. */
  function ask(called: PersonCard[]): void {
    ahead.current = ahead.current.map((each) => ('text' in each ? { ...each, isEntered: false } : each));
    isWriting.current = isInTurn && input.current?.value !== '';
    if (!isWritingElsewhere()) takeFocus(input.current);
    // An Enter before the question is drawn would be the field's, and say what came for the next.
    flushSync(() => setNamesakes(called));
  }

  /** It is that very one, and nobody else of the same name. */
  const merge = (text: string, namesake: PersonCard) => during(text, () => mergeWithNamesake(person.id, namesake));

  /** The person is asked about again; what came for the next waits, and is not said before it has been seen. */
  function takeBack({ person: who, text }: Pick<Said, 'person' | 'text'>): void {
    if (input.current === null && text !== '') unsaid.set(who, text);
    isSettled.current = false;
    hasLeft.current = false;
    setSaid(undefined);
    setNamesakes([]);
    if (!isWritingElsewhere()) takeFocus(input.current);
    if (!isInTurn || asked.current !== who) return;
    isNext.current = false;
    const texts = textsAhead(input.current?.value ?? '');
    ahead.current = texts.map((each) => ({ text: each, isEntered: false }));
    write(text);
  }

  /** What was written for those who are asked about next, in their order. */
  function textsAhead(last: string): string[] {
    const texts = [...ahead.current.flatMap((each) => ('text' in each ? each.text : [])), last];
    return texts.filter((each) => each !== '');
  }

  /** @param namesake who was chosen from those that are suggested */
  function submit(namesake?: PersonCard): void {
    const text = typed.trim();
    if (said !== undefined && !isInTurn) return;
    if (said === undefined && namesake === undefined && text === (person.name ?? ''))
      return onDone(undefined, hasLeft.current);
    if (isInTurn) setTyped('');
    if (said !== undefined) {
      if (text !== '') ahead.current.push({ text, isEntered: true, ...(namesake && { namesake }) });
    } else if (namesake) void merge(text, namesake);
    else void say(text);
  }

  /** What was written is said when the user goes on elsewhere on the page, as a name that looks said has to be. */
  function leave(): void {
    const isStillHere = document.activeElement === input.current; // the window lost the focus
    if (isSettled.current || isStillHere || isInTurn) return;
    hasLeft.current = true;
    submit();
  }

  /** Another page came, by whichever way: what was written is said as where a field is left. Who is next is not known yet. */
  const vanish = useEffectEvent(() => {
    // The page may not have been told of the last letters: they stand in the field, which is still there.
    const text = (input.current?.value ?? typed).trim();
    const ahead = isInTurn && said !== undefined ? textsAhead(text) : [];
    if (ahead.length > 0) sayDone(words.naming.unsaved(ahead));
    if (isSettled.current || said !== undefined || text === '' || text === person.name) return;
    hasLeft.current = true;
    void say(text);
  });
  useLayoutEffect(() => () => vanish(), []);

  function giveUp(): void {
    isSettled.current = true;
    if (isInTurn) write('');
  }

  function change(text: string): void {
    if (isInTurn) isSettled.current = false;
    setTyped(text);
  }

  /** Keys that lead from one to the next, while it is not known yet who that is. */
  function press(event: Press): void {
    if (!isInTurn || said === undefined || namesakes.length > 0) return;
    if (input.current?.value !== '' || !isKeyOfNaming(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const { key, ctrlKey, metaKey, shiftKey, repeat } = event;
    if (!repeat) ahead.current.push({ key, ctrlKey, metaKey, shiftKey });
  }

  /**
   * Enter right behind letters answers nothing: they were meant for something else than the question. In turn they go on to
   * be the next one's.
   */
  function pressInQuestion(event: Press): void {
    if (namesakes.length === 0) return;
    const { key, ctrlKey, metaKey, altKey } = event;
    const isPlain = !ctrlKey && !metaKey && !altKey;
    const isLetter = isPlain && [...key].length === 1 && (key !== ' ' || isWriting.current);
    const isEnd = key === 'Enter' && isWriting.current;
    isWriting.current = isLetter;
    if (!isLetter && !isEnd && !(isInTurn && isKeyOfNaming(event))) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isInTurn) return;
    if (isLetter) setTyped((written) => written + key);
    else if (isEnd) {
      ahead.current.push({ text: typed.trim(), isEntered: false });
      setTyped('');
    }
  }

  useImperativeHandle(inTurn, () => ({
    during(work) {
      if (said !== undefined) return;
      const text = typed.trim();
      takeFocus(input.current);
      write('');
      void during(text, async () => {
        if (!(await work())) return undefined;
        if (text !== '') unsaid.set(person.id, text);
        return 'done';
      });
    },
    lead(key, act) {
      const isWritten = typed.trim() !== '';
      if (!isWritten && said === undefined) return act();
      if (isWritten) submit();
      // A name leads on by itself.
      if (!isWritten || key !== 'ArrowRight')
        ahead.current.push({ key, ctrlKey: false, metaKey: false, shiftKey: false });
    },
  }));

  const appear = useEffectEvent(() => {
    unsaid.delete(person.id);
    takeFocus(input.current);
    input.current?.select();
  });
  useLayoutEffect(() => appear(), []);

  const follow = useEffectEvent(() => {
    if (asked.current !== person.id) turnOver();
    if (said === undefined) goOn();
  });
  // Before the next key comes.
  useLayoutEffect(() => follow(), [person.id, said, looks]);

  function turnOver(): void {
    if (namesakes.length > 0) dropQuestion();
    else if (sent?.person === asked.current) isNext.current = true;
    else if (!isNext.current) dropWritten();
    const left = unsaid.get(person.id);
    unsaid.delete(person.id);
    if (left !== undefined) {
      ahead.current.unshift({ text: left, isEntered: false });
      isNext.current = true;
    }
    asked.current = person.id;
    if (isInTurn) isSettled.current = false;
    takeFocus(input.current);
  }

  /** Another window said who that was: the question must not be answered for the next person. */
  function dropQuestion(): void {
    if (sent !== undefined) dropped(sent.person, [sent.text]);
    setNamesakes([]);
    setSaid(undefined);
    isNext.current = true;
  }

  /** So it did while a name was written: that was not meant for the next person either. */
  function dropWritten(): void {
    if (isInTurn) dropped(asked.current, textsAhead(input.current?.value ?? ''));
    ahead.current = [];
    write(person.name ?? '');
  }

  /** It stands in the field again should that person be asked about again. */
  function dropped(who: number, [first, ...others]: string[]): void {
    if (first === undefined) return;
    unsaid.set(who, first);
    sayDone(words.naming.unsaved([first, ...others]));
  }

  function goOn(): void {
    const field = input.current;
    if (!isNext.current || field === null) return;
    const next = ahead.current.shift();
    isNext.current = next !== undefined && 'key' in next;
    if (next === undefined) return;
    if ('key' in next) {
      // A key of an empty field: what is written in it came behind the key.
      const rest = field.value;
      field.value = '';
      field.dispatchEvent(new KeyboardEvent('keydown', { ...next, bubbles: true, cancelable: true }));
      field.value = rest;
      lookAgain();
    } else if (!next.isEntered) {
      if (field.value !== '') ahead.current.push({ text: field.value, isEntered: false });
      write(next.text);
    } else if (next.namesake) void merge(next.text, next.namesake);
    else void say(next.text);
  }

  return {
    input,
    typed,
    change,
    said,
    namesakes,
    submit,
    leave,
    giveUp,
    press,
    pressInQuestion,
    say,
    merge,
    takeBack,
  };
}

function isWritingElsewhere(): boolean {
  return document.activeElement?.matches('input, textarea') === true;
}

// kindred review: the queue of uncertain pairs in a terminal or for a script, one question and one answer a line.

import { createInterface } from 'node:readline';
import type { Question } from '../contract.ts';
import { ensure } from '../ensure.ts';
import { type Caller, type Command, libraryOption, print, UsageError, withLibrary } from './command.ts';

export const review: Command = {
  usage: 'review --jsonl [--library DIR]',
  summary: 'Asks on stdout, one JSON question a line; reads same, different, unsure, later, undo or quit on stdin.',
  options: { ...libraryOption, jsonl: { type: 'boolean' } },
  mostOperands: 0,
  async run({ options }) {
    if (!options['jsonl'])
      throw new UsageError('Say --jsonl: one question a line on stdout, one answer a line on stdin.');
    await withLibrary(options, async (call) => {
      let { next, remaining } = await call('questions.next', {});
      const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
      while (next) {
        ask(next, remaining);
        const line = await answers.next();
        if (process.stdout.errored) break; // nobody has seen the question
        const said = line.done ? 'quit' : line.value.trim();
        if (said === 'quit') break;
        ({ next, remaining } = await reply(call, next, remaining, said));
      }
    });
  },
};

function ask({ left, right, probability, gain }: Question, remaining: number): void {
  const side = ({ face, path, box }: Question['left']) => ({ id: face, path, box });
  print({ left: side(left), right: side(right), probability, gain, remaining });
}

async function reply(call: Caller, question: Question, remaining: number, said: string) {
  if (said === 'undo') {
    const { undone } = await call('history.undo', {});
    process.stderr.write(undone ? `Undone: ${undone.sentence.text}\n` : 'There is nothing to undo.\n');
    return call('questions.next', {});
  }
  if (said !== 'same' && said !== 'different' && said !== 'unsure' && said !== 'later') {
    process.stderr.write('Answer same, different, unsure, later, undo or quit.\n');
    return { next: question, remaining };
  }
  const { left, right } = question;
  const pair = { left: left.face, right: right.face, answer: said } as const;
  const outcome = await call('questions.answer', pair);
  if (outcome.outcome === 'recorded') return outcome;
  if (outcome.outcome !== 'twoNames') {
    process.stderr.write(`${outcome.sentence.text} Now the newer answer counts; undo is at hand.\n`);
    const counted = await call('questions.answer', { ...pair, insist: true });
    return counted.outcome === 'recorded' ? counted : call('questions.next', {});
  }
  // Which name stays is not asked here: the person seen more often keeps theirs, and undo is at hand.
  const keep = outcome.left.photos >= outcome.right.photos ? outcome.left : outcome.right;
  process.stderr.write(`Both have a name; ${ensure(keep.name, 'One of the two names')} stays.\n`);
  const kept = await call('questions.answer', { ...pair, keep: keep.id });
  return kept.outcome === 'recorded' ? kept : call('questions.next', {});
}

// Reads a Python pickle, as far as a file of tensors needs it: names, numbers, tuples, dictionaries. Nothing in it is ever run.

import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { damagedModel } from './damaged-model.ts';

export interface PickleWorld {
  /** What a name in the pickle stands for; throws for every name that tensors do not need. */
  find(module: string, name: string): (args: readonly unknown[]) => unknown;
  /** What lies outside of the pickle. */
  persistent(id: unknown): unknown;
}

/** Protocol 2, which PyTorch writes (Python's Lib/pickletools.py describes each). */
const OPCODES = {
  0x80: 'PROTO',
  0x28: 'MARK',
  0x2e: 'STOP',
  0x4e: 'NONE',
  0x88: 'NEWTRUE',
  0x89: 'NEWFALSE',
  0x4a: 'BININT',
  0x4b: 'BININT1',
  0x4d: 'BININT2',
  0x8a: 'LONG1',
  0x58: 'BINUNICODE',
  0x7d: 'EMPTY_DICT',
  0x5d: 'EMPTY_LIST',
  0x29: 'EMPTY_TUPLE',
  0x74: 'TUPLE',
  0x85: 'TUPLE1',
  0x86: 'TUPLE2',
  0x87: 'TUPLE3',
  0x61: 'APPEND',
  0x65: 'APPENDS',
  0x73: 'SETITEM',
  0x75: 'SETITEMS',
  0x71: 'BINPUT',
  0x72: 'LONG_BINPUT',
  0x68: 'BINGET',
  0x6a: 'LONG_BINGET',
  0x63: 'GLOBAL',
  0x51: 'BINPERSID',
  0x52: 'REDUCE',
  0x62: 'BUILD',
} as const;

type Opcode = (typeof OPCODES)[keyof typeof OPCODES];

const PROTOCOL = 2;

/**
 * Dictionaries become Maps, tuples and lists arrays, long numbers bigints.
 * @returns the value, and where the pickle ends
 * @throws AppError `model` for anything that tensors do not need
 */
export function readPickle(bytes: Uint8Array, start: number, world: PickleWorld): { value: unknown; end: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stack: unknown[] = [];
  const marks: number[] = [];
  const memo = new Map<number, unknown>();
  let at = start;

  function take(count: number): number {
    if (at + count > bytes.length) throw damagedModel();
    at += count;
    return at - count;
  }
  const byte = () => view.getUint8(take(1));
  const word = () => view.getUint32(take(4), true);
  const utf8 = (count: number) => Buffer.from(bytes.subarray(take(count), at)).toString('utf8');

  function line(): string {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) throw damagedModel();
    const text = utf8(end - at);
    take(1);
    return text;
  }

  function pop(): unknown {
    if (stack.length === 0 || stack.length === marks.at(-1)) throw damagedModel();
    return stack.pop();
  }

  function sinceMark(): unknown[] {
    const mark = marks.pop();
    if (mark === undefined) throw damagedModel();
    return stack.splice(mark);
  }

  function several(count: number): unknown[] {
    return Array.from({ length: count }, pop).reverse();
  }

  function remembered(index: number): unknown {
    if (!memo.has(index)) throw damagedModel();
    return memo.get(index);
  }

  function fill(items: readonly unknown[]): void {
    const map = stack.at(-1);
    if (!(map instanceof Map) || items.length % 2 !== 0) throw damagedModel();
    for (let index = 0; index < items.length; index += 2) map.set(items[index], items[index + 1]);
  }

  function append(items: readonly unknown[]): void {
    const list = stack.at(-1);
    if (!Array.isArray(list)) throw damagedModel();
    list.push(...items);
  }

  function call(): unknown {
    const args = pop();
    const callable = pop();
    if (typeof callable !== 'function' || !Array.isArray(args)) throw damagedModel();
    return callable(args);
  }

  /** A dictionary may carry attributes, such as the versions of the layers: they are not needed. */
  function leaveAttributes(): void {
    if (!(pop() instanceof Map) || !(stack.at(-1) instanceof Map)) throw foreign('BUILD');
  }

  function perform(opcode: Exclude<Opcode, 'STOP'>): void {
    switch (opcode) {
      case 'PROTO':
        if (byte() !== PROTOCOL) throw foreign('PROTO');
        return;
      case 'MARK':
        return void marks.push(stack.length);
      case 'NONE':
        return void stack.push(null);
      case 'NEWTRUE':
        return void stack.push(true);
      case 'NEWFALSE':
        return void stack.push(false);
      case 'BININT':
        return void stack.push(view.getInt32(take(4), true));
      case 'BININT1':
        return void stack.push(byte());
      case 'BININT2':
        return void stack.push(view.getUint16(take(2), true));
      case 'LONG1':
        return void stack.push(long(byte()));
      case 'BINUNICODE':
        return void stack.push(utf8(word()));
      case 'EMPTY_DICT':
        return void stack.push(new Map());
      case 'EMPTY_LIST':
      case 'EMPTY_TUPLE':
        return void stack.push([]);
      case 'TUPLE':
        return void stack.push(sinceMark());
      case 'TUPLE1':
        return void stack.push(several(1));
      case 'TUPLE2':
        return void stack.push(several(2));
      case 'TUPLE3':
        return void stack.push(several(3));
      case 'APPEND':
        return append([pop()]);
      case 'APPENDS':
        return append(sinceMark());
      case 'SETITEM':
        return fill(several(2));
      case 'SETITEMS':
        return fill(sinceMark());
      case 'BINPUT':
        return void memo.set(byte(), stack.at(-1));
      case 'LONG_BINPUT':
        return void memo.set(word(), stack.at(-1));
      case 'BINGET':
        return void stack.push(remembered(byte()));
      case 'LONG_BINGET':
        return void stack.push(remembered(word()));
      case 'GLOBAL':
        return void stack.push(world.find(line(), line()));
      case 'BINPERSID':
        return void stack.push(world.persistent(pop()));
      case 'REDUCE':
        return void stack.push(call());
      case 'BUILD':
        return leaveAttributes();
      default:
        return opcode satisfies never;
    }
  }

  /** Two's complement, lowest byte first. */
  function long(count: number): bigint {
    const from = take(count);
    const hex = Buffer.from(bytes.slice(from, at)).reverse().toString('hex');
    return hex === '' ? 0n : BigInt.asIntN(8 * count, BigInt(`0x${hex}`));
  }

  for (;;) {
    const code = byte();
    const opcode = opcodeOf(code);
    if (opcode === undefined) throw foreign(`0x${code.toString(16)}`);
    if (opcode === 'STOP') return { value: pop(), end: at };
    perform(opcode);
  }
}

function opcodeOf(code: number): Opcode | undefined {
  const opcodes: Record<number, Opcode> = OPCODES;
  return opcodes[code];
}

function foreign(what: string): AppError {
  return new AppError('model', sentence('modelAsks', { what }));
}

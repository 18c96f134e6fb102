// Where the models that embed faces run: on the processor, or on a graphics card that has shown that it agrees
// with the processor and is faster. One that fails is passed over, with the reason in words.

import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ensure } from '../ensure.ts';
import { messageOf } from '../errors.ts';
import { sentence, type Sentence } from '../sentences/sentence.ts';
import type { Provider, Trial } from './protocol.ts';

/** onnxruntime's names. */
export type ProviderName = 'cpu' | 'cuda' | 'dml' | 'coreml' | 'webgpu';

export interface ChosenProvider extends Provider {
  name: ProviderName;
}

interface Kind {
  label: string;
  platforms: readonly string[];
  /** Beside onnxruntime's binding; a provider that is built in has none of its own. */
  library: string | null;
  /** Whether `auto` tries it: not where it has never been tested, nor where the trial would cost a second for nothing. */
  isAutomatic(): boolean;
}

const KINDS: Record<Exclude<ProviderName, 'cpu'>, Kind> = {
  cuda: {
    label: 'CUDA (NVIDIA)',
    platforms: ['linux/x64'],
    library: 'libonnxruntime_providers_cuda.so',
    isAutomatic: () => true,
  },
  dml: {
    label: 'DirectML',
    platforms: ['win32/x64', 'win32/arm64'],
    library: 'DirectML.dll',
    isAutomatic: () => false,
  },
  coreml: { label: 'CoreML', platforms: ['darwin/arm64'], library: null, isAutomatic: () => false },
  webgpu: {
    label: 'WebGPU',
    platforms: ['linux/x64', 'win32/x64', 'win32/arm64', 'darwin/arm64'],
    library: null,
    isAutomatic: () => process.platform === 'linux' && hasGpu(),
  },
};

/** Of the largest number in an embedding; half precision stays below a hundredth of this. */
const MOST_DIFFERENCE = 0.02;

/**
 * Without trying anything: what is there to try, by the files that lie here.
 * @param choice `auto`, or a provider's name
 */
export function candidatesFor(choice: string): { names: ProviderName[]; reasons: Sentence[] } {
  if (choice === 'cpu') return { names: [], reasons: [sentence('processorWished')] };
  const kinds = Object.entries(KINDS) as [keyof typeof KINDS, Kind][]; // its keys are its type
  if (choice === 'auto') {
    const names = kinds.filter(([, kind]) => missing(kind) === null && kind.isAutomatic()).map(([name]) => name);
    return { names, reasons: [sentence('processor')] };
  }
  const found = kinds.find(([name]) => name === choice);
  if (!found) {
    const known = ['auto', 'cpu', ...Object.keys(KINDS)].join(', ');
    return { names: [], reasons: [sentence('providerUnknown', { wish: choice, known }), sentence('processor')] };
  }
  const [name, kind] = found;
  const lack = missing(kind);
  return lack === null
    ? { names: [name], reasons: [sentence('processor')] }
    : { names: [], reasons: [lack, sentence('processor')] };
}

/**
 * Tries one after the other; the first that agrees with the processor and is faster is taken.
 * @param attempt runs in a process of its own, as a driver may take its process down
 */
export async function chooseProvider(
  choice: string,
  attempt: (name: ProviderName) => Promise<Trial>,
): Promise<ChosenProvider> {
  const { names, reasons } = candidatesFor(choice);
  const refusals: Sentence[] = [];
  for (const name of names) {
    if (name === 'cpu') continue;
    const { label } = KINDS[name];
    try {
      const trial = await attempt(name);
      const refusal = refusalOf(label, trial);
      if (refusal === null) return { name, reasons: [sentence('providerFaster', { label, times: times(trial) })] };
      refusals.push(refusal);
    } catch (error) {
      refusals.push(sentence('providerFailed', { label, reason: inShort(messageOf(error)) }));
    }
  }
  return { name: 'cpu', reasons: [...refusals, ...reasons] };
}

/** From now on the processor works, as the card failed while photos were read. */
export function withoutGpu(name: Exclude<ProviderName, 'cpu'>, reason: string): ChosenProvider {
  const { label } = KINDS[name];
  return { name: 'cpu', reasons: [sentence('providerStopped', { label, reason: inShort(reason) })] };
}

function refusalOf(label: string, trial: Trial): Sentence | null {
  if (!(trial.difference <= MOST_DIFFERENCE)) return sentence('providerWrong', { label });
  if (trial.milliseconds >= trial.processorMilliseconds) return sentence('providerSlower', { label });
  return null;
}

function times({ milliseconds, processorMilliseconds }: Trial): number {
  return processorMilliseconds / Math.max(0.01, milliseconds);
}

function missing({ label, platforms, library }: Kind): Sentence | null {
  if (!platforms.includes(`${process.platform}/${process.arch}`)) {
    return sentence('providerElsewhere', { label });
  }
  if (library === null || existsSync(join(libraries(), library))) return null;
  return sentence('providerMissing', { label });
}

/** On Linux a card shows as a device of the kernel's own drivers, or of NVIDIA's. */
function hasGpu(): boolean {
  const nodes = existsSync('/dev/dri') ? readdirSync('/dev/dri') : [];
  return nodes.some((name) => name.startsWith('renderD')) || existsSync('/dev/nvidiactl');
}

function libraries(): string {
  const main = createRequire(import.meta.url).resolve('onnxruntime-node');
  return join(dirname(main), '..', 'bin', 'napi-v6', process.platform, process.arch);
}

/** onnxruntime puts a line of its sources and the condition that failed before its message: these are left out. */
function inShort(message: string): string {
  const [line] = message.replace(/^\/\S+:\d+ .* was false\. /s, '').split('\n', 1);
  return `${ensure(line, 'The first line of a message').slice(0, 200).replace(/\.$/, '')}.`;
}

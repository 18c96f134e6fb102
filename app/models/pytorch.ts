// Reads the tensors of a PyTorch state dictionary, in both formats that torch.save has had: one stream, or (since 1.6) a zip.

import { z } from 'zod';
import { gathered, product, type Tensor } from './tensor.ts';
import { ensure } from '../ensure.ts';
import { AppError } from '../errors.ts';
import { sentence } from '../sentences/sentence.ts';
import { type PickleWorld, readPickle } from './pickle.ts';
import { isZip, readZip } from './zip.ts';

/** The numbers of one or more tensors, before it is known where in the file they lie. */
class Storage {
  readonly key: string;
  readonly length: number;
  readonly isFloat: boolean;
  constructor(key: string, length: number, isFloat: boolean) {
    [this.key, this.length, this.isFloat] = [key, length, isFloat];
  }
}

/** A tensor is a way to walk through a storage. */
class Strided {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  constructor(storage: Storage, offset: number, shape: readonly number[], strides: readonly number[]) {
    [this.storage, this.offset, this.shape, this.strides] = [storage, offset, shape, strides];
  }
}

const FLOAT_BYTES = 4;
const LONG_BYTES = 8;
/** With this number, which says nothing, the older format begins. */
const MAGIC = 0x1950a86a20f9469cfc6cn;
const VERSION = 1001;

const Count = z.int().nonnegative();
const Counts = z.array(Count);
const Rebuild = z.tuple([z.instanceof(Storage), Count, Counts, Counts], z.unknown());
/** `_` in the older format: a view of another storage, which state dictionaries do not have. */
const Persistent = z.tuple([z.literal('storage'), z.function(), z.string(), z.string(), Count], z.null());
const StateDictionary = z.map(z.string(), z.instanceof(Strided));

/**
 * @returns the tensors of 32-bit floats by name; whole numbers, which only training counts, are left out
 * @throws AppError `model` when it is anything but tensors
 */
export function readStateDictionary(bytes: Uint8Array): Map<string, Tensor<Float32Array>> {
  return isZip(bytes) ? fromZip(bytes) : fromStream(bytes);
}

function fromZip(bytes: Uint8Array): Map<string, Tensor<Float32Array>> {
  const files = readZip(bytes);
  const pickle = [...files.keys()].find((path) => /^[^/]+\/data\.pkl$/.test(path));
  if (pickle === undefined) throw notTensors();
  const folder = pickle.slice(0, -'data.pkl'.length);
  const { value } = readPickle(ensure(files.get(pickle), 'The pickle of a model'), 0, world);
  return tensorsOf(value, ({ key }) => files.get(`${folder}data/${key}`));
}

/**
 * 1. The magic number. 2. The version. 3. Facts about the machine that wrote it. 4. The dictionary. 5. The keys of its
 * storages. 6. Each storage: how many numbers, as 64 bits, and the numbers.
 */
function fromStream(bytes: Uint8Array): Map<string, Tensor<Float32Array>> {
  const sizes = new Map<string, number>();
  const read = (start: number) => readPickle(bytes, start, { ...world, persistent: (id) => noted(storageOf(id)) });
  const noted = (storage: Storage) => {
    sizes.set(storage.key, storage.isFloat ? FLOAT_BYTES : LONG_BYTES);
    return storage;
  };
  const magic = read(0);
  const version = read(magic.end);
  if (magic.value !== MAGIC || version.value !== VERSION) throw notTensors();
  const machine = read(version.end);
  const dictionary = read(machine.end);
  const keys = read(dictionary.end);
  const storages = new Map<string, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = keys.end;
  for (const key of parsed(z.array(z.string()), keys.value)) {
    if (at + LONG_BYTES > bytes.length) throw notTensors();
    const size = sizes.get(key);
    if (size === undefined) throw notTensors();
    const length = Number(view.getBigUint64(at, true)) * size;
    at += LONG_BYTES;
    storages.set(key, bytes.subarray(at, at + length));
    at += length;
  }
  return tensorsOf(dictionary.value, ({ key }) => storages.get(key));
}

/** The only names that a state dictionary may use. */
const world: PickleWorld = {
  find(module, name) {
    switch (`${module}.${name}`) {
      case 'collections.OrderedDict':
        return (args) => parsed(z.tuple([]), args) && new Map();
      case 'torch._utils._rebuild_tensor_v2':
        return (args) => new Strided(...firstFour(parsed(Rebuild, args)));
      case 'torch._utils._rebuild_parameter':
        return ([tensor]) => parsed(z.instanceof(Strided), tensor);
      case 'torch.FloatStorage':
        return floatStorage;
      case 'torch.LongStorage':
        return longStorage;
      default:
        throw new AppError('model', sentence('modelAsksFor', { what: `${module}.${name}` }));
    }
  },
  persistent: storageOf,
};

// They stand for a kind of number, and are never called.
const floatStorage = (): never => fail();
const longStorage = (): never => fail();

function fail(): never {
  throw notTensors();
}

function storageOf(id: unknown): Storage {
  if (!Array.isArray(id) || (id[1] !== floatStorage && id[1] !== longStorage)) throw notTensors();
  const [, , key, , length] = parsed(Persistent, id);
  return new Storage(key, length, id[1] === floatStorage);
}

function firstFour([storage, offset, shape, strides]: z.output<typeof Rebuild>) {
  return [storage, offset, shape, strides] as const;
}

function tensorsOf(
  dictionary: unknown,
  contentsOf: (storage: Storage) => Uint8Array | undefined,
): Map<string, Tensor<Float32Array>> {
  const tensors = new Map<string, Tensor<Float32Array>>();
  for (const [name, strided] of parsed(StateDictionary, dictionary)) {
    if (!strided.storage.isFloat) continue;
    const contents = contentsOf(strided.storage);
    if (contents?.length !== strided.storage.length * FLOAT_BYTES) throw notTensors();
    // A copy, as numbers cannot start at any byte.
    tensors.set(name, walk(new Float32Array(new Uint8Array(contents).buffer), strided));
  }
  return tensors;
}

function walk(numbers: Float32Array, { offset, shape, strides }: Strided): Tensor<Float32Array> {
  if (strides.length !== shape.length || product(shape) === 0) throw notTensors();
  const last = shape.reduce(
    (sum, size, axis) => sum + (size - 1) * ensure(strides[axis], 'The stride of an axis'),
    offset,
  );
  if (last >= numbers.length) throw notTensors();
  return { shape, data: gathered(numbers, offset, shape, strides) };
}

function parsed<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (!result.success) throw notTensors(result.error);
  return result.data;
}

function notTensors(cause?: unknown): AppError {
  return new AppError('model', sentence('modelNotTorch'), { cause });
}

// Writes weights in the formats in which the large models are published: PyTorch's two, and Keras's.

import { Buffer } from 'node:buffer';
import { File, Group, ready } from 'h5wasm/node';
import { ensure } from '../../app/ensure.ts';
import { product, type Tensor } from '../../app/models/tensor.ts';

type Tensors = ReadonlyMap<string, Tensor<Float32Array>>;

/** As torch.save writes a state dictionary; `stream` is the format before PyTorch 1.6. */
export function pytorchFile(tensors: Tensors, format: 'zip' | 'stream'): Buffer {
  const list = [...tensors];
  const dictionary = pickle([
    orderedDictionary,
    '(',
    ...list.flatMap(([name, { shape }], key) => [text(name), rebuilt(String(key), shape, format)]),
    'u',
  ]);
  const contents = list.map(([, { data }]) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  if (format === 'zip') {
    const storages = contents.map((bytes, key) => [`archive/data/${key}`, bytes] as const);
    return zipFile([['archive/data.pkl', dictionary], ...storages, ['archive/version', Buffer.from('3\n')]]);
  }
  const magic = pickle([Buffer.from('8a0a6cfc9c46f9206aa85019', 'hex')]);
  const version = pickle([Buffer.from('4de903', 'hex')]);
  const keys = pickle([']', '(', ...list.map((_, key) => text(String(key))), 'e']);
  const storages = contents.flatMap((bytes) => [long(bytes.length / 4), bytes]);
  return Buffer.concat([magic, version, pickle(['}']), dictionary, keys, ...storages]);
}

/** A pickle of protocol 2. @param parts opcodes with their arguments */
export function pickle(parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat([Buffer.from([0x80, 2]), ...parts.map((part) => Buffer.from(part)), Buffer.from('.')]);
}

const orderedDictionary = 'ccollections\nOrderedDict\n)R';

function rebuilt(key: string, shape: readonly number[], format: 'zip' | 'stream'): Buffer {
  const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
  return Buffer.concat(
    [
      'ctorch._utils\n_rebuild_tensor_v2\n((',
      text('storage'),
      'ctorch\nFloatStorage\n',
      text(key),
      text('cpu'),
      number(product(shape)),
      format === 'stream' ? 'NtQ' : 'tQ',
      number(0),
      tuple(shape),
      tuple(strides),
      Buffer.from([0x89]),
      `${orderedDictionary}tR`,
    ].map((part) => Buffer.from(part)),
  );
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from('X'), word(bytes.length), bytes]);
}

function number(value: number): Buffer {
  return Buffer.concat([Buffer.from('J'), word(value)]);
}

function tuple(values: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from('('), ...values.map(number), Buffer.from('t')]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

/** Stored, not compressed; checksums are left at zero, as they are not read here. */
function zipFile(files: readonly (readonly [path: string, contents: Buffer])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [path, contents] of files) {
    const sizes = Buffer.concat([word(contents.length), word(contents.length)]);
    const name = Buffer.from(path);
    const nameLength = Buffer.from([name.length, 0, 0, 0]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(14), sizes, nameLength, name]);
    const start = word(at);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.alloc(16), sizes, nameLength, Buffer.alloc(10), start, name);
    parts.push(local, contents);
    at += local.length + contents.length;
  }
  const entries = Buffer.concat(directory);
  const count = Buffer.from([files.length & 0xff, files.length >> 8]);
  const end = [
    Buffer.from('PK\x05\x06'),
    Buffer.alloc(4),
    count,
    count,
    word(entries.length),
    word(at),
    Buffer.alloc(2),
  ];
  return Buffer.concat([...parts, entries, ...end]);
}

/** As Keras 2 saves weights. @param tensors by layer and weight: `conv1/7x7_s2/bn gamma` */
export async function writeKerasFile(path: string, tensors: Tensors): Promise<void> {
  await ready;
  const file = new File(path, 'w');
  const layers = Map.groupBy(tensors, ([name]) => name.slice(0, name.lastIndexOf(' ')));
  file.create_attribute('layer_names', [...layers.keys()]);
  for (const [layer, weights] of layers) {
    const group = groupAt(file, layer.split('/'));
    const names = weights.map(([name]) => `${layer}/${name.slice(layer.length + 1)}:0`);
    group.create_attribute('weight_names', names);
    weights.forEach(([, { shape, data }], index) => {
      const path = ensure(names[index]).split('/');
      groupAt(group, path.slice(0, -1)).create_dataset({ name: path.at(-1) ?? '', data, shape: [...shape] });
    });
  }
  file.close();
}

/** A layer's name may hold slashes, and a weight's path too: groups inside of groups. */
function groupAt(root: Group, path: readonly string[]): Group {
  return path.reduce((above, name) => {
    const below = above.get(name);
    return below instanceof Group ? below : above.create_group(name);
  }, root);
}

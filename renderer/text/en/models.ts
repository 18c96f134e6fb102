// Words of models, in English.

import { number } from '../format.ts';
import { faces } from './counts.ts';

export const modelsWords = {
  models: {
    title: 'Networks',
    lead: 'What tells faces apart. The networks that Kindred brings along need no download; a larger one is fetched only if you ask for it.',
    shipped: 'VGGFace2 MobileNet and MobileFaceNet',
    shippedPurpose:
      'Part of Kindred. Each face is described by both, and the second counts as far as its eyes, nose and mouth can be trusted.',
    purposes: {
      facenet: 'A larger network: about four times the work for every face.',
      resnet50: 'The network of the VGGFace2 paper: about seven times the work for every face.',
      sface: 'A network of OpenCV’s collection that describes a face by 128 numbers.',
      auraface: 'A deep network (ResNet-100): many times the work for every face.',
    },
    facts: (size: string, licence: string) => `${size} to download, licence ${licence}.`,
    uncalibrated: 'Not yet calibrated on labelled photos: it joins faces cautiously, and asks more.',
    inUse: 'In use',
    use: 'Use',
    get: (title: string) => `Get ${title}`,
    choose: (title: string) => `Use ${title}`,
    remove: (title: string) => `Remove ${title}`,
    removeTitle: (title: string) => `Remove ${title}?`,
    removeBody: (size: string) =>
      `Its file and what it said of faces are deleted; names and answers stay. Getting it again means to download ${size}.`,
    removeConfirm: 'Remove',
    progress: (title: string) => `Progress of ${title}`,
    downloading: (received: string, total: string) => `${received} of ${total}`,
    converting: 'Converting …',
    describing: (done: number, total: number) =>
      `${number(done)} of ${faces(total)} described; until then the other network is used`,
    waiting: 'the photos of the others cannot be reached at the moment',
  },
};

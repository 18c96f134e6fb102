// The models that a vision process has open: those that detect, and those that embed.

import type { Embedder } from './embed.ts';
import { mobilefacenet } from './mobilefacenet.ts';
import type { Detector } from './mtcnn.ts';
import { type LoadedModel, openModel } from './sessions.ts';
import { vggface2 } from './vggface2.ts';

export interface LoadedModels extends Detector {
  embedders: readonly { embedder: Embedder; model: LoadedModel }[];
}

/**
 * @param open opens a model that embeds faces, perhaps on a graphics card. Those that detect stay on the processor: their
 *   inputs are small and of many sizes
 */
export async function openModels({
  threads = 1,
  embedders = [vggface2(), mobilefacenet],
  open = (model: string): Promise<LoadedModel> => openModel(model, { threads }),
} = {}): Promise<LoadedModels> {
  const [pNet, rNet, oNet] = await Promise.all([
    openModel('mtcnn-pnet', { threads }),
    openModel('mtcnn-rnet', { threads }),
    openModel('mtcnn-onet', { threads }),
  ]);
  const opened = embedders.map(async (embedder) => ({
    embedder,
    model: await (embedder.staysOnProcessor ? openModel(embedder.model, { threads }) : open(embedder.model)),
  }));
  return { pNet, rNet, oNet, embedders: await Promise.all(opened) };
}

// A model on a graphics card, and on the processor from the first run that fails: drivers are renewed, cards taken away
// and their memory filled by others, all while photos are read.

import type { LoadedModel, Plane } from './sessions.ts';

/**
 * @param onGpu opens it there
 * @param onProcessor opens it again, when it has to be
 * @param onFailure told once, with what went wrong
 */
export async function openWithFallback(
  onGpu: () => Promise<LoadedModel>,
  onProcessor: () => Promise<LoadedModel>,
  onFailure: (error: unknown) => void,
): Promise<LoadedModel> {
  let processor: Promise<LoadedModel> | undefined;
  const fallBack = (error: unknown): Promise<LoadedModel> => {
    if (!processor) onFailure(error);
    return (processor ??= onProcessor());
  };
  let gpu: LoadedModel;
  try {
    gpu = await onGpu();
  } catch (error) {
    return fallBack(error);
  }
  return {
    picturesARun: gpu.picturesARun,
    async run(pixels, dims, outputs) {
      if (processor) return (await processor).run(pixels, dims, outputs);
      try {
        const planes = await gpu.run(pixels, dims, outputs);
        for (const name of outputs) assertNumbers(planes[name]);
        return planes;
      } catch (error) {
        return (await fallBack(error)).run(pixels, dims, outputs);
      }
    },
  };
}

/** What a card that is gone leaves behind. */
function assertNumbers({ data }: Plane): void {
  if (!data.every(Number.isFinite)) throw new Error('It comes to no number.');
}

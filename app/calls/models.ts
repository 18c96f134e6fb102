// The calls about models: the large ones that can be had, and how small a face may be.

import type { Engine, Models as ModelList } from '../contract.ts';
import type { Indexing } from '../library/indexing.ts';
import type { LargeModels } from '../models/large-models.ts';
import type { ModelsInUse } from '../library/models-in-use.ts';

type ModelCalls = Pick<Engine, Extract<keyof Engine, `models.${string}` | `indexing.${string}`>>;

/** @param modelsInUse as they are after a change: a changed model closes everything and opens it again */
export function makeModelCalls(modelsInUse: () => ModelsInUse, large: LargeModels, indexing: Indexing): ModelCalls {
  return {
    'models.list': modelList,
    'models.get'({ name }) {
      large.get(name);
      return modelList();
    },
    async 'models.cancel'() {
      await modelsInUse().cancel();
      return modelList();
    },
    async 'models.use'({ name }) {
      await modelsInUse().use(name);
      return modelList();
    },
    async 'models.remove'({ name }) {
      await modelsInUse().remove(name);
      return modelList();
    },

    'indexing.get': indexing.get,
    'indexing.change': indexing.change,
  };

  function modelList(): ModelList {
    const { inUse, next, work, failure } = modelsInUse();
    return {
      models: large.models.map(({ source, ...model }) => ({
        ...model,
        bytes: source.bytes,
        url: source.url,
        sha256: large.sha256Of(model.name) ?? source.sha256,
        calibration: 'Not yet calibrated on labelled photos: it joins faces cautiously, and asks more.',
        isInstalled: large.fileOf(model.name) !== undefined,
      })),
      inUse,
      next: next(),
      work: work(),
      failure: failure(),
    };
  }
}

// The calls about networks: the large ones that can be had, and how small a face may be.

import type { Engine, Networks as NetworkList } from '../contract.ts';
import type { Indexing } from '../library/indexing.ts';
import type { LargeNetworks } from '../models/large-networks.ts';
import type { Networks } from '../networks.ts';

type NetworkCalls = Pick<Engine, Extract<keyof Engine, `models.${string}` | `indexing.${string}`>>;

/** @param networks as they are after a change: a changed network closes everything and opens it again */
export function makeNetworkCalls(networks: () => Networks, large: LargeNetworks, indexing: Indexing): NetworkCalls {
  return {
    'models.list': networkList,
    'models.get'({ name }) {
      large.get(name);
      return networkList();
    },
    async 'models.cancel'() {
      await networks().cancel();
      return networkList();
    },
    async 'models.use'({ name }) {
      await networks().use(name);
      return networkList();
    },
    async 'models.remove'({ name }) {
      await networks().remove(name);
      return networkList();
    },

    'indexing.get': indexing.get,
    'indexing.change': indexing.change,
  };

  function networkList(): NetworkList {
    const { inUse, next, work, failure } = networks();
    return {
      networks: large.networks.map(({ source, ...network }) => ({
        ...network,
        bytes: source.bytes,
        url: source.url,
        sha256: large.sha256Of(network.name) ?? source.sha256,
        calibration: 'Not yet calibrated on labelled photos: it joins faces cautiously, and asks more.',
        isInstalled: large.fileOf(network.name) !== undefined,
      })),
      inUse,
      next: next(),
      work: work(),
      failure: failure(),
    };
  }
}

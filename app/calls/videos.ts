// The calls about who is in a video, and when.

import type { Activity } from '../library/activity.ts';
import type { Engine, Reply } from '../contract.ts';
import type { Store } from '../store/index.ts';
import { VIDEO_ANALYSIS_VERSION } from '../vision/protocol.ts';
import { cardOf, photoCardOf, toFace } from './records.ts';

type VideoCalls = Pick<Engine, Extract<keyof Engine, `videos.${string}`>>;

export function makeVideoCalls({ store, activity }: { store: Store; activity: Activity }): VideoCalls {
  return {
    'videos.moments'({ photo }) {
      photoCardOf(store, photo);
      const faces = new Map(store.photos.facesOf(photo).map((face) => [face.id, toFace(face)]));
      const moments = store.moments.of(photo).flatMap(({ face: id, ...times }) => {
        const face = faces.get(id);
        return face ? [{ face, ...times }] : [];
      });
      return { ...stateOf(photo), moments };
    },
    'videos.momentsOf': ({ person }) => ({ moments: store.moments.ofPerson(cardOf(store, person).id) }),
  };

  function stateOf(photo: number): Pick<Reply<'videos.moments'>, 'state' | 'reason'> {
    const analysis = store.moments.analysisOf(photo);
    const isOfToday = analysis?.version === VIDEO_ANALYSIS_VERSION;
    if (isOfToday && analysis.state === 'done') return { state: 'done', reason: null };
    if (!activity.hasDecoder() || store.videos.get(photo)?.hasPoster !== true)
      return { state: 'noDecoder', reason: null };
    if (!store.settings.get('findsPeopleInVideos') || !store.moments.isWanted(photo))
      return { state: 'off', reason: null };
    if (isOfToday && analysis.state === 'failed') return { state: 'failed', reason: analysis.reason };
    return { state: isOfToday && analysis.state === 'begun' ? 'working' : 'waiting', reason: null };
  }
}

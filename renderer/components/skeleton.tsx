// Grey shapes where content is about to appear, so that nothing jumps when it does.

import styles from './skeleton.module.css';

const SKELETON_TILES = Array.from({ length: 18 }, (_, place) => place);

export function TileSkeleton() {
  return (
    <div className={styles['tiles']} aria-busy>
      {SKELETON_TILES.map((place) => (
        <span key={place} />
      ))}
    </div>
  );
}

export function PeopleSkeleton() {
  return (
    <div className={styles['people']} aria-busy>
      {SKELETON_TILES.map((place) => (
        <span key={place}>
          <i />
          <b />
        </span>
      ))}
    </div>
  );
}

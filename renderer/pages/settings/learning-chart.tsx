// The answers as two small histograms over similarity, same above and different below, with both thresholds as lines.

import type { Reply } from '../../../app/contract.ts';
import { decimal } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import styles from './learning-chart.module.css';

type LearningReply = Reply<'learning.get'>;

const CHART_WIDTH = 640;
const HALF_HEIGHT = 64;
const CHART_BINS = 24;
const SIMILARITY_MARGIN = 0.06;

export function LearningChart({ learning }: { learning: LearningReply }) {
  const { shipped, learnt, lessons } = learning;
  const [from, to] = rangeOf(learning);
  const place = (similarity: number) => ((similarity - from) / (to - from)) * CHART_WIDTH;
  const counts = {
    same: histogram(lessons, 'same', from, to),
    different: histogram(lessons, 'different', from, to),
  };
  const most = Math.max(1, ...counts.same, ...counts.different);
  const width = CHART_WIDTH / CHART_BINS;
  return (
    <figure className={styles['figure']}>
      <svg
        viewBox={`0 0 ${CHART_WIDTH} ${2 * HALF_HEIGHT}`}
        // An img element could not be drawn in the colours of the theme.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="img"
        aria-label={text.learning.chart(
          lessons.filter(({ answer }) => answer === 'same').length,
          lessons.filter(({ answer }) => answer === 'different').length,
        )}
      >
        {(['same', 'different'] as const).map((answer) =>
          counts[answer].map((count, bin) => {
            const height = (count / most) * (HALF_HEIGHT - 6);
            return (
              <rect
                // A bin has no other identity than its place.
                // oxlint-disable-next-line react/no-array-index-key
                key={`${answer} ${bin}`}
                className={styles[answer]}
                x={bin * width + 1}
                y={answer === 'same' ? HALF_HEIGHT - 1 - height : HALF_HEIGHT + 1}
                width={width - 2}
                height={height}
                rx={2}
              />
            );
          }),
        )}
        <line className={styles['axis']} x1={0} x2={CHART_WIDTH} y1={HALF_HEIGHT} y2={HALF_HEIGHT} />
        <line className={styles['shipped']} x1={place(shipped)} x2={place(shipped)} y1={0} y2={2 * HALF_HEIGHT} />
        <line className={styles['learnt']} x1={place(learnt)} x2={place(learnt)} y1={0} y2={2 * HALF_HEIGHT} />
      </svg>
      {/* Not in the drawing: on a phone that is half as large, and its words would be. */}
      <p className={styles['scale']}>
        <span>{decimal(from)}</span>
        <span>{text.learning.axis}</span>
        <span>{decimal(to)}</span>
      </p>
      <figcaption>
        <span data-of="same">{text.review.same}</span>
        <span data-of="different">{text.review.different}</span>
        <span data-of="shipped">{text.learning.shipped}</span>
        <span data-of="learnt">{text.learning.learnt}</span>
      </figcaption>
    </figure>
  );
}

/** As far as there is something to see. */
function rangeOf({ shipped, learnt, lessons }: LearningReply): [from: number, to: number] {
  const shown = [shipped, learnt, ...lessons.map(({ similarity }) => similarity)];
  return [Math.max(-1, Math.min(...shown) - SIMILARITY_MARGIN), Math.min(1, Math.max(...shown) + SIMILARITY_MARGIN)];
}

function histogram(lessons: LearningReply['lessons'], of: 'same' | 'different', from: number, to: number): number[] {
  const counts = Array.from({ length: CHART_BINS }, () => 0);
  for (const { similarity, answer } of lessons) {
    const bin = Math.min(Math.floor(((similarity - from) / (to - from)) * CHART_BINS), CHART_BINS - 1);
    if (answer === of) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

// Names the faces of a photo one after another: the photo shows the one that is asked about, and Enter goes on.

import { ArrowLeft, ArrowRight, Check, EyeOff } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { takeFocus } from '../../components/focus.ts';
import { Guesses } from '../../components/guesses.tsx';
import { NameField } from '../../components/name-field.tsx';
import { keysOfNaming } from '../../components/naming-keys.ts';
import { useInTurn } from '../../components/use-in-turn.ts';
import { text } from '../../text/text.ts';
import styles from './name-in-turn.module.css';
import type { Turns, Unnamed } from './use-turns.ts';

export function NameInTurn({ turns }: { turns: Turns }) {
  const { face } = turns;
  return (
    <section className={styles['panel']} aria-label={text.viewer.inTurn.action}>
      {face === undefined ? <Through turns={turns} /> : <Asked face={face} turns={turns} />}
    </section>
  );
}

function Asked({ face, turns }: { face: Unnamed; turns: Turns }) {
  const { inTurn } = text.viewer;
  const { field, lead, hide, takeBack, guess } = useInTurn(face.person.id);
  const left = turns.unnamed - turns.skipped;
  const skip = lead('ArrowRight', turns.skip);
  const back = turns.back && lead('ArrowLeft', turns.back);
  return (
    // Keys pressed in the field inside arrive here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles['asked']}
      onKeyDown={keysOfNaming({ onLater: skip, onBack: back, onHide: hide, onUndo: takeBack })}
    >
      <span className={styles['face']}>
        <FaceImage face={face.id} />
      </span>
      <div className={styles['field']}>
        <NameField person={face.person} face={face.id} inTurn={field} onDone={() => undefined} onLeave={turns.end} />
        <output>{inTurn.left(left, turns.skipped)}</output>
      </div>
      <Guesses person={face.person.id} onGuess={guess} />
      <div className={styles['actions']}>
        <Button icon={<ArrowLeft aria-hidden />} disabled={back === undefined} onClick={back}>
          {inTurn.back}
        </Button>
        <Button icon={<EyeOff aria-hidden />} onClick={hide}>
          {text.peoplePage.hide}
        </Button>
        <Button icon={<ArrowRight aria-hidden />} onClick={skip}>
          {inTurn.skip}
        </Button>
        <Button icon={<Check aria-hidden />} onClick={lead('Escape', turns.end)}>
          {inTurn.end}
        </Button>
      </div>
    </div>
  );
}

function Through({ turns: { skipped, begin, end } }: { turns: Turns }) {
  const { inTurn } = text.viewer;
  return (
    <div className={styles['through']}>
      <output>{skipped === 0 ? inTurn.through : inTurn.skipped(skipped)}</output>
      {skipped > 0 && <Button onClick={begin}>{inTurn.again}</Button>}
      <Button ref={takeFocus} look="primary" onClick={end}>
        {inTurn.end}
      </Button>
    </div>
  );
}

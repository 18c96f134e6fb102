// What was found: a row a name, with what would come of it; whether people of one name are one is said here.

import { useEffect, useRef, useState } from 'react';
import { UserCheck } from 'lucide-react';
import type { FoundName, NamesReport } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { FaceImage } from '../../components/face.tsx';
import { PathText } from '../../components/path-text.tsx';
import { number } from '../../text/format.ts';
import { text, wordsOf } from '../../text/text.ts';
import styles from './names.module.css';
import settings from './settings.module.css';

export function FoundNames({
  report,
  takesFocus,
  onApply,
  onCancel,
}: {
  report: NamesReport;
  takesFocus: boolean;
  onApply: (one: string[]) => void;
  onCancel: () => void;
}) {
  const [ones, setOnes] = useState<ReadonlySet<string>>(new Set());
  const several = report.names.filter(({ mayBeOne }) => mayBeOne > 0);
  const fresh = report.names.filter(({ isNew }) => isNew).length;
  const heading = useRef<HTMLHeadingElement>(null);

  // Who looks for names with the keyboard or by ear goes on with what was found.
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  function say(names: readonly string[], isOne: boolean): void {
    const next = new Set(ones);
    for (const name of names) {
      if (isOne) next.add(name);
      else next.delete(name);
    }
    setOnes(next);
  }

  return (
    <div className={styles['found']}>
      <h3 ref={heading} tabIndex={-1}>
        {report.names.length === 0
          ? text.names.none(report.files)
          : text.names.found(report.names.length, report.photos)}
      </h3>
      <Remarks report={report} />
      {several.length > 1 && (
        <Choice
          isChosen={several.every(({ name }) => ones.has(name))}
          onChoose={(isOne) =>
            say(
              several.map(({ name }) => name),
              isOne,
            )
          }
        >
          {text.names.allOne(several.length)}
        </Choice>
      )}
      <div className={settings['buttons']}>
        {fresh > 0 && (
          <Button look="primary" icon={<UserCheck aria-hidden />} onClick={() => onApply([...ones])}>
            {text.names.apply(fresh)}
          </Button>
        )}
        <Button onClick={onCancel}>{fresh > 0 ? text.cancel : text.names.again}</Button>
      </div>
      {report.names.length > 0 && (
        <div className={styles['table']}>
          <table aria-label={text.names.table}>
            <thead>
              <tr>
                <th scope="col">{text.names.columns.name}</th>
                <th scope="col">{text.names.columns.photos}</th>
                <th scope="col">{text.names.columns.fits}</th>
                <th scope="col">{text.names.columns.differs}</th>
                <th scope="col">{text.names.columns.joined}</th>
              </tr>
            </thead>
            <tbody>
              {report.names.map((found) => (
                <Row
                  key={found.name}
                  found={found}
                  isOne={ones.has(found.name)}
                  onOne={(isOne) => say([found.name], isOne)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Problems report={report} />
    </div>
  );
}

function Row({ found, isOne, onOne }: { found: FoundName; isOne: boolean; onOne: (isOne: boolean) => void }) {
  const { name, photos, fits, differs, mayBeOne, faces, isNew } = found;
  const { columns } = text.names;
  return (
    <tr data-known={!isNew || undefined}>
      <th scope="row">
        <span className={styles['who']}>
          <span className={styles['faces']}>
            {faces.map((face) => (
              <FaceImage key={face} face={face} />
            ))}
          </span>
          <bdi>{name}</bdi>
        </span>
        {detailsOf(found).map((detail) => (
          <small key={detail}>{detail}</small>
        ))}
      </th>
      <td data-label={columns.photos}>{number(photos)}</td>
      <td data-label={columns.fits}>{number(fits)}</td>
      <td data-label={columns.differs}>{number(differs)}</td>
      <td data-label={columns.joined}>
        {mayBeOne > 0 ? (
          <Choice isChosen={isOne} onChoose={onOne} label={text.names.isOneOf(name, mayBeOne)}>
            {text.names.isOne(mayBeOne)}
          </Choice>
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

function detailsOf({ drawn, settled, asked, known, kept, together, toldApart }: FoundName): string[] {
  const { details } = text.names;
  return [
    ...(drawn > 0 ? [details.drawn(drawn)] : []),
    ...(settled > 0 ? [details.settled(settled)] : []),
    ...(asked > 0 ? [details.asked(asked)] : []),
    ...(known > 0 ? [details.known(known)] : []),
    ...(kept > 0 ? [details.kept(kept)] : []),
    ...(together > 0 ? [details.together(together)] : []),
    ...(toldApart > 0 ? [details.toldApart(toldApart)] : []),
  ];
}

/** What else was met, as far as it was. */
function Remarks({ report: { turned, unnamed, refused, disputed, elsewhere } }: { report: NamesReport }) {
  const { remarks } = text.names;
  const said = [
    ...(turned > 0 ? [remarks.turned(turned)] : []),
    ...(unnamed > 0 ? [remarks.unnamed(unnamed)] : []),
    ...(refused > 0 ? [remarks.refused(refused)] : []),
    ...(disputed > 0 ? [remarks.disputed(disputed)] : []),
    ...(elsewhere > 0 ? [remarks.elsewhere(elsewhere)] : []),
  ];
  if (said.length === 0) return null;
  return (
    <ul className={styles['remarks']}>
      {said.map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
    </ul>
  );
}

function Problems({ report: { problems, problemCount } }: { report: NamesReport }) {
  if (problemCount === 0) return null;
  return (
    <details className={styles['problems']}>
      <summary>{text.names.problems(problemCount)}</summary>
      <ul>
        {problems.map(({ file, reason }) => (
          <li key={`${file} ${reason.text}`}>
            <PathText path={file} />
            <small>{wordsOf(reason)}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}

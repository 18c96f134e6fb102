// Prints photos: how many on a page, with or without their dates and titles; what is printed stands beside the page.

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Printer } from 'lucide-react';
import { call } from '../engine/call.ts';
import { briefMoment, number } from '../text/format.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { Choice } from './choice.tsx';
import fields from './fields.module.css';
import { Modal } from './modal.tsx';
import styles from './print-dialog.module.css';
import { sayFailed } from './toasts.tsx';

/** Photos on a page, and in how many columns they stand. */
const LAYOUTS = { 1: 1, 2: 1, 4: 2, 9: 3, 20: 4 } as const;
type PerPage = keyof typeof LAYOUTS;
const CHOICES: readonly PerPage[] = [1, 2, 4, 9, 20];
/** On more of them a small picture has all that a printer can show. */
const MOST_LARGE_PER_PAGE = 4;
/** A browser holds all pages in memory at once. */
export const MOST_PRINTED = 300;

interface Printed {
  photo: number;
  caption: string;
}

interface Props {
  photos: readonly number[];
  onClose: () => void;
}

export function PrintDialog({ photos, onClose }: Props) {
  const [perPage, setPerPage] = useState<PerPage>(photos.length === 1 ? 1 : 4);
  const [isCaptioned, setIsCaptioned] = useState(false);
  const [printed, setPrinted] = useState<readonly Printed[]>();
  const labels = text.inHand.printing;

  async function print(): Promise<void> {
    try {
      const all: Printed[] = [];
      for (const photo of photos) all.push({ photo, caption: isCaptioned ? await captionOf(photo) : '' });
      setPrinted(all);
    } catch (error) {
      sayFailed(error);
    }
  }

  return (
    <>
      <Modal
        isOpen
        onClose={onClose}
        onSubmit={() => void print()}
        title={labels.title(photos.length)}
        actions={
          <>
            <Button onClick={onClose}>{text.cancel}</Button>
            <Button look="primary" type="submit" icon={<Printer aria-hidden />} disabled={printed !== undefined}>
              {labels.print}
            </Button>
          </>
        }
      >
        <div className={fields['fields']}>
          <fieldset>
            <legend>{labels.perPage}</legend>
            <div className={fields['choices']}>
              {CHOICES.map((each) => (
                <Choice key={each} group="per-page" isChosen={perPage === each} onChoose={() => setPerPage(each)}>
                  {number(each)}
                </Choice>
              ))}
            </div>
          </fieldset>
          <Choice isChosen={isCaptioned} onChoose={setIsCaptioned}>
            {labels.captions}
          </Choice>
          <p className={styles['pages']}>{labels.pages(Math.ceil(photos.length / perPage))}</p>
        </div>
      </Modal>
      {printed && <Sheets printed={printed} perPage={perPage} onDone={onClose} />}
    </>
  );
}

/** On the printer alone; on the screen it is not seen. */
function Sheets({ printed, perPage, onDone }: { printed: readonly Printed[]; perPage: PerPage; onDone: () => void }) {
  const sheets = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isGone = false;
    const pictures = [...(sheets.current?.querySelectorAll('img') ?? [])];
    void Promise.allSettled(pictures.map((picture) => picture.decode())).then(() => isGone || window.print());
    return () => {
      isGone = true;
    };
  }, []);
  // On some systems `print` returns while the pages are still needed.
  const done = useEffectEvent(onDone);
  useEffect(() => {
    const printed = () => done();
    window.addEventListener('afterprint', printed);
    return () => window.removeEventListener('afterprint', printed);
  }, []);

  const pages = Array.from({ length: Math.ceil(printed.length / perPage) }, (_, page) =>
    printed.slice(page * perPage, (page + 1) * perPage),
  );
  const rows = perPage / LAYOUTS[perPage];
  const kind = perPage > MOST_LARGE_PER_PAGE ? 'thumbnail' : 'preview';
  return createPortal(
    <div ref={sheets} className={styles['sheets']} data-printed aria-hidden>
      {pages.map((page) => (
        <div
          key={page[0]?.photo}
          className={styles['sheet']}
          style={{ '--columns': String(LAYOUTS[perPage]), '--rows': String(rows) }}
        >
          {page.map(({ photo, caption }) => (
            <figure key={photo}>
              <img src={`media/${kind}/${photo}`} alt="" />
              {caption !== '' && <figcaption>{caption}</figcaption>}
            </figure>
          ))}
        </div>
      ))}
    </div>,
    document.body,
  );
}

async function captionOf(photo: number): Promise<string> {
  const { takenAt, takenFrom, title } = await call('photos.get', { photo });
  const when = takenAt === null || takenFrom === 'file' ? [] : [briefMoment(takenAt)];
  return [...when, ...(title === null ? [] : [title.text])].join(' · ');
}

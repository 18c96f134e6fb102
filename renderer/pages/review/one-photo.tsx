// Two who were said to be one person are on one photo together: is it a mirror or a collage?

import type { PhotoCard } from '../../../app/contract.ts';
import { Button } from '../../components/button.tsx';
import { Modal } from '../../components/modal.tsx';
import { PreviewImage } from '../../components/preview.tsx';
import { text } from '../../text/text.ts';
import styles from './two-names.module.css';

export function OnePhoto({
  photo,
  onSame,
  onDifferent,
  onClose,
}: {
  photo: PhotoCard | undefined;
  onSame: () => void;
  onDifferent: () => void;
  onClose: () => void;
}) {
  return (
    <Modal
      isOpen={photo !== undefined}
      onClose={onClose}
      title={text.review.onePhotoTitle}
      description={text.review.onePhotoBody}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button onClick={onDifferent}>{text.review.twoNamesDifferent}</Button>
          <Button look="primary" onClick={onSame}>
            {text.review.onePhotoSame}
          </Button>
        </>
      }
    >
      {photo && <PreviewImage photo={photo.id} className={styles['photo']} alt="" />}
    </Modal>
  );
}

// The address of this Kindred as a picture that a phone's camera reads, where others reach it: with a password, over the network.

import { encodeQR } from 'qr';
import { transport } from '../../engine/line.ts';
import { text } from '../../text/text.ts';
import styles from './on-a-phone.module.css';
import sectionStyles from './settings.module.css';

/** Cameras want so many squares of white around it. */
const QUIET_SQUARES = 4;

export function OnAPhone() {
  // Where one signs in, the address of this page is one that other devices reach.
  if (transport.signOut === undefined) return null;
  const address = window.location.origin;
  const drawing = encodeQR(address, 'svg', { border: QUIET_SQUARES });
  const picture = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
  return (
    <section className={sectionStyles['section']}>
      <h2>{text.settings.onAPhone}</h2>
      <p className={sectionStyles['lead']}>{text.settings.onAPhoneBody}</p>
      <div className={styles['code']}>
        <img className={styles['picture']} src={picture} alt={text.settings.qrCode(address)} />
        <div>
          <a href={address}>{address}</a>
          <p>{text.settings.install}</p>
        </div>
      </div>
    </section>
  );
}

// What is known about a photo: when, who, which camera, how large, and every place where its file lies.

import {
  Camera,
  Calendar,
  Clapperboard,
  ExternalLink,
  File,
  FolderOpen,
  Image,
  MapPin,
  Tags,
  TriangleAlert,
  Type,
  Users,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Photo } from '../../../app/contract.ts';
import { IconButton } from '../../components/button.tsx';
import { FaceImage } from '../../components/face.tsx';
import { PathText } from '../../components/path-text.tsx';
import { sayFailed } from '../../components/toasts.tsx';
import { transport } from '../../engine/line.ts';
import { addressOf, personPlace } from '../../router.ts';
import {
  bytes,
  country,
  dimensions,
  fileName,
  fNumber,
  iso,
  millimetres,
  moment,
  playingTime,
  region,
  shutter,
  town,
} from '../../text/format.ts';
import { text, wordsOf } from '../../text/text.ts';
import styles from './info-panel.module.css';
import { PeopleInVideo } from './people-in-video.tsx';

interface Props {
  photo: Photo;
  /** In a video: where somebody is seen, in seconds. */
  onMoment: (seconds: number) => void;
  onClose: () => void;
}

export function InfoPanel({ photo, onMoment, onClose }: Props) {
  const { facts } = text.viewer;
  return (
    <aside className={styles['panel']} aria-label={text.viewer.info}>
      <header>
        <h2>{text.viewer.info}</h2>
        <IconButton label={text.close} onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <Fact icon={<Calendar />} title={facts.taken}>
        {photo.takenAt === null ? text.photosPage.undated : moment(photo.takenAt)}
        <TakenFrom photo={photo} />
        {photo.fileTime !== null && <small>{facts.fileTime(moment(photo.fileTime))}</small>}
      </Fact>
      {(photo.title !== null || photo.description !== null) && (
        <Fact icon={<Type />} title={facts.title}>
          {photo.title?.text}
          {photo.description !== null && <small>{photo.description}</small>}
        </Fact>
      )}
      {photo.position !== null && (
        <Fact icon={<MapPin />} title={facts.place}>
          <Place position={photo.position} />
        </Fact>
      )}
      {photo.video !== null && photo.video.seconds !== null && (
        <Fact icon={<Clapperboard />} title={text.viewer.video.length}>
          {playingTime(photo.video.seconds)}
          {photo.codec !== null && <small>{photo.codec}</small>}
        </Fact>
      )}
      <Fact icon={<Users />} title={facts.people}>
        {photo.video !== null ? (
          <PeopleInVideo photo={photo.id} onMoment={onMoment} />
        ) : photo.faces.length === 0 ? (
          facts.nobody
        ) : (
          <Faces photo={photo} />
        )}
      </Fact>
      <CameraFact photo={photo} />
      {photo.keywords.length > 0 && (
        <Fact icon={<Tags />} title={facts.keywords}>
          {photo.keywords.join(', ')}
        </Fact>
      )}
      {photo.metadataProblem !== null && (
        <Fact icon={<TriangleAlert />} title={facts.unread}>
          {wordsOf(photo.metadataProblem)}
        </Fact>
      )}
      <Fact icon={<Image />} title={facts.size}>
        {dimensions(photo.width, photo.height)}
        <small>{bytes(photo.bytes)}</small>
      </Fact>
      <Fact icon={<File />} title={photo.places.length > 1 ? facts.copies(photo.places.length) : facts.file}>
        {photo.places.map(({ path }) => (
          <span key={path} className={styles['place']}>
            {fileName(path)}
            <small>
              <PathText path={path} />
            </small>
          </span>
        ))}
        {photo.places.length === 0 ? text.viewer.missing : <Original photo={photo.id} />}
      </Fact>
    </aside>
  );
}

function Place({ position: { latitude, longitude, town: near } }: { position: NonNullable<Photo['position']> }) {
  const position = text.viewer.facts.position(latitude, longitude);
  if (near === null) return position;
  const { name, country: code } = near;
  const around = near.region === null || near.region === name ? null : region(near.region);
  const query = `"${town(name, code)}"`;
  return (
    <>
      <a className={styles['town']} href={addressOf({ page: 'search', query })}>
        {town(name, code)}
      </a>
      <small>{[around ?? [], country(code)].flat().join(', ')}</small>
      <small>{position}</small>
    </>
  );
}

function CameraFact({ photo: { camera, lens, exposure } }: { photo: Photo }) {
  const settings = [
    exposure.time === null ? [] : shutter(exposure.time),
    exposure.aperture === null ? [] : fNumber(exposure.aperture),
    exposure.iso === null ? [] : iso(exposure.iso),
    exposure.focalLength === null ? [] : millimetres(exposure.focalLength),
  ].flat();
  if (camera === null && lens === null && settings.length === 0) return null;
  return (
    <Fact icon={<Camera />} title={text.viewer.facts.camera}>
      {camera}
      {lens !== null && <small>{lens}</small>}
      {settings.length > 0 && <small>{settings.join(' · ')}</small>}
    </Fact>
  );
}

/** Who says so, where it is not the photo itself. */
function TakenFrom({ photo: { takenFrom, video } }: { photo: Photo }) {
  const words: Partial<Record<string, string>> = text.viewer.facts.takenFrom;
  const said = words[takenFrom === 'file' && video !== null ? 'videoFile' : takenFrom];
  return said !== undefined && <small>{said}</small>;
}

/** The desktop's window opens no other, and has the file manager instead. */
function Original({ photo }: { photo: number }) {
  const { showInFolder } = transport;
  if (showInFolder === undefined) {
    return (
      <a className={styles['original']} href={`media/original/${photo}`} target="_blank" rel="noreferrer">
        <ExternalLink aria-hidden />
        {text.viewer.facts.original}
      </a>
    );
  }
  return (
    <button type="button" className={styles['original']} onClick={() => void showInFolder(photo).catch(sayFailed)}>
      <FolderOpen aria-hidden />
      {text.viewer.facts.folder}
    </button>
  );
}

function Faces({ photo }: { photo: Photo }) {
  return (
    <ul className={styles['faces']}>
      {photo.faces.map((face) => {
        const name = face.person?.name ?? text.peoplePage.unnamed;
        return (
          <li key={face.id}>
            {face.person === null ? (
              <FaceImage face={face.id} alt={text.viewer.unknownFace} />
            ) : (
              <a href={addressOf(personPlace(face.person.id))} title={name}>
                <FaceImage face={face.id} />
                <span>
                  {name}
                  {face.ageInMonths !== null && <small>{text.about.age(face.ageInMonths)}</small>}
                </span>
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Fact({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section className={styles['fact']}>
      <span aria-hidden>{icon}</span>
      <div>
        <h3>{title}</h3>
        {children}
      </div>
    </section>
  );
}

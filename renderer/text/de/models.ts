// Words of models, in German.

import type { modelsWords as English } from '../en/models.ts';
import { number } from '../format.ts';
import { faces } from './counts.ts';

export const modelsWords: typeof English = {
  models: {
    title: 'Netze',
    lead: 'Was Gesichter unterscheidet. Die mitgelieferten Netze brauchen keinen Download; ein größeres wird nur geholt, wenn du darum bittest.',
    shipped: 'VGGFace2 MobileNet und MobileFaceNet',
    shippedPurpose:
      'Teil von Kindred. Beide beschreiben jedes Gesicht, und das zweite zählt so weit, wie Augen, Nase und Mund verlässlich gefunden sind.',
    purposes: {
      facenet: 'Ein größeres Netz: etwa viermal so viel Arbeit für jedes Gesicht.',
      resnet50: 'Das Netz des VGGFace2-Artikels: etwa siebenmal so viel Arbeit für jedes Gesicht.',
      sface: 'Ein Netz aus der Sammlung von OpenCV, das ein Gesicht mit 128 Zahlen beschreibt.',
      auraface: 'Ein tiefes Netz (ResNet-100): ein Vielfaches der Arbeit für jedes Gesicht.',
    },
    facts: (size: string, licence: string) => `${size} herunterzuladen, Lizenz ${licence}.`,
    uncalibrated: 'Noch nicht an benannten Fotos geeicht: verbindet Gesichter vorsichtig und fragt mehr.',
    inUse: 'In Gebrauch',
    use: 'Verwenden',
    get: (title: string) => `${title} holen`,
    choose: (title: string) => `${title} verwenden`,
    remove: (title: string) => `${title} entfernen`,
    removeTitle: (title: string) => `${title} entfernen?`,
    removeBody: (size: string) =>
      `Seine Datei und was es über Gesichter sagte, werden gelöscht; Namen und Antworten bleiben. Um es wieder zu holen, sind ${size} herunterzuladen.`,
    removeConfirm: 'Entfernen',
    progress: (title: string) => `Fortschritt von ${title}`,
    downloading: (received: string, total: string) => `${received} von ${total}`,
    converting: 'Wird umgewandelt …',
    describing: (done: number, total: number) =>
      `${number(done)} von ${faces(total)} beschrieben; bis dahin gilt das andere Netz`,
    waiting: 'die Fotos der übrigen sind gerade nicht erreichbar',
  },
};

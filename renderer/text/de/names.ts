// Words of names from and for other programs, in German.

import type { namesWords as English } from '../en/names.ts';
import { count, number } from '../format.ts';
import { faces, people, photos } from './counts.ts';

export const namesWords: typeof English = {
  names: {
    title: 'Deine Namen mitnehmen',
    lead: 'Kindred findet die Namen, die andere Programme deinen Fotos gegeben haben, zeigt, was daraus würde, und übernimmt sie in einem Schritt, den du zurücknehmen kannst. Deine Fotos und jene Programme werden nur gelesen.',
    source: 'Namen aus',
    sources: {
      all: 'Allen Programmen',
      xmp: 'Fotos und .xmp-Dateien',
      picasa: 'Picasa',
      takeout: 'Google Fotos (Takeout)',
      digikam: 'Datenbank von digiKam',
    },
    hints: {
      all: 'Alles, was sich im Ordner findet: in den Fotos und daneben, die Dateien von Picasa und Google, die Datenbank von digiKam.',
      xmp: 'digiKam, Lightroom, Immich, Mylio, ACDSee, die Windows-Fotogalerie, osxphotos und andere schreiben in die Fotos oder daneben.',
      picasa:
        'Seine .picasa.ini in jedem Ordner. Kopiere auch seine contacts.xml in den Ordner: Dort stehen die Namen.',
      takeout:
        'Die .json-Dateien eines entpackten Takeout. Sie nennen Personen, ohne zu sagen, wo: Was nicht klar ist, fragt dich Prüfen.',
      digikam: 'Der Ordner mit digikam4.db oder der Pfad dieser Datei. Gelesen wird eine Kopie.',
    },
    place: 'Ordner',
    find: 'Namen suchen',
    reading: (done: number, total: number) => `Sucht nach Namen: ${number(done)} von ${photos(total)}`,
    applying: 'Übernimmt die Namen …',
    none: (files: number) =>
      files === 0 ? 'Es fanden sich keine Namen.' : `In ${count(files, 'Datei', 'Dateien')} fanden sich keine Namen.`,
    found: (value: number, on: number) =>
      `${count(value, 'Name', 'Namen')} auf ${count(on, 'Foto', 'Fotos')}. Noch ist nichts verändert.`,
    table: 'Gefundene Namen',
    columns: {
      name: 'Name',
      photos: 'Fotos',
      fits: 'Rahmen, die passen',
      differs: 'Etwas daneben',
      joined: 'Würde vereint',
    },
    isOne: (value: number) => `${people(value)} sind eine`,
    isOneOf: (name: string, value: number) => `${name}: Diese ${people(value)} sind eine`,
    allOne: (value: number) =>
      `${number(value)} Namen gehören in Kindred zu mehreren Personen: Jeder meint nur eine. Sonst fragt Prüfen.`,
    details: {
      drawn: (value: number) =>
        value === 1
          ? 'Ein Gesicht, das Kindred nicht sah, wird eingezeichnet'
          : `${faces(value)}, die Kindred nicht sah, werden eingezeichnet`,
      settled: (value: number) => `${photos(value)} ohne Rahmen: das eine Gesicht, das übrig ist`,
      asked: (value: number) => `${photos(value)} ohne Rahmen: Prüfen wird fragen`,
      known: (value: number) => `${faces(value)} mit diesem Namen sind schon da`,
      kept: (value: number) => `${faces(value)} heißen bei dir anders: Das bleibt so`,
      together: (value: number) =>
        value === 1
          ? 'Auf einem Foto mit jemand anderem dieses Namens: Beide bekommen ihn, und Prüfen fragt, wenn es eine Collage sein kann'
          : `${people(value)} auf Fotos mit anderen dieses Namens: Alle bekommen ihn, und Prüfen fragt, wenn es Collagen sein können`,
      toldApart: (value: number) =>
        `${people(value)}, von denen du gesagt hast, dass es nicht dieselbe ist: Sie bleiben getrennt`,
    },
    remarks: {
      turned: (value: number) =>
        `Auf ${value === 1 ? 'einem Foto' : `${number(value)} Fotos`} lagen die Rahmen, als wäre das Bild gedreht: Sie wurden auf die Gesichter gedreht.`,
      unnamed: (value: number) => `${number(value)} Rahmen ohne Namen: Daraus wird nichts.`,
      refused: (value: number) => `${faces(value)}, von denen du sagtest, dass es keine sind: Das bleibt so.`,
      disputed: (value: number) =>
        `${number(value)} Rahmen ${value === 1 ? 'widerspricht' : 'widersprechen'} einem anderen: übergangen.`,
      elsewhere: (value: number) =>
        `${count(value, 'Name gehört', 'Namen gehören')} zu Fotos, die nicht in dieser Bibliothek sind.`,
    },
    problems: (value: number) =>
      value === 1
        ? 'Eine Datei war nicht oder nicht ganz lesbar'
        : `${number(value)} Dateien waren nicht oder nicht ganz lesbar`,
    apply: (value: number) => `${count(value, 'Namen', 'Namen')} übernehmen`,
    applied: ({ people: named, faces: seen, drawn, joined }) =>
      [
        `${count(named, 'Name', 'Namen')} für ${faces(seen)} übernommen.`,
        ...(drawn > 0 ? [`${faces(drawn)} eingezeichnet.`] : []),
        ...(joined > 0 ? [`${people(joined)} mit einer anderen zusammengeführt.`] : []),
      ].join(' '),
    nothingNew: 'Nichts war neu: Alle diese Namen sind schon in Kindred.',
    takenBack: 'Zurückgenommen: Alles ist wie zuvor.',
    again: 'Noch einmal suchen',
  },

  sidecars: {
    title: 'Deine Namen nach Hause bringen',
    lead: 'Für digiKam, Lightroom, darktable, Immich und andere Programme: Wer auf einem Foto ist, auch ein Datum oder ein Titel von dir, kommt in eine kleine .xmp-Datei daneben und bleibt dort auf dem neuesten Stand. Deine Fotos selbst werden nur gelesen, und was andere Programme dort geschrieben haben, bleibt. Verborgene Personen fehlen darin.',
    all: 'Namen in allen Ordnern in .xmp-Dateien schreiben',
    allHint: 'Auch in denen, die du später hinzufügst.',
    folders: 'Oder in einigen davon',
    written: (value: number) =>
      `${count(value, '.xmp-Datei enthält', '.xmp-Dateien enthalten')} Namen oder Daten von Kindred.`,
    waiting: (value: number) => `${photos(value)} ${value === 1 ? 'kommt' : 'kommen'} noch an die Reihe …`,
    leftOver: (value: number) =>
      `${count(value, '.xmp-Datei', '.xmp-Dateien')} davon ${value === 1 ? 'liegt' : 'liegen'}, wo keine Namen mehr geschrieben werden.`,
    orphaned: (value: number) =>
      `${count(value, '.xmp-Datei von Kindred liegt', '.xmp-Dateien von Kindred liegen')} noch da, obwohl ${value === 1 ? 'ihr Foto gelöscht, verschoben oder ausgelassen wurde' : 'ihre Fotos gelöscht, verschoben oder ausgelassen wurden'}.`,
    orphans: 'Dateien ohne ihr Foto',
    takeAway: 'Diese Namen wieder herausnehmen',
    takeAwayTitle: 'Die Namen aus diesen Dateien wieder herausnehmen?',
    takeAwayBody:
      'Nur was Kindred geschrieben hat, geht. Was andere Programme geschrieben haben, bleibt, und in Kindred verliert niemand einen Namen.',
    takingAwayToast: 'Die Namen werden wieder herausgenommen …',
    onToast: 'Namen werden in .xmp-Dateien geschrieben …',
    offToast: 'Es werden keine Namen mehr geschrieben. Die dort stehen, bleiben.',
    problems: (value: number) =>
      value === 1
        ? 'Ein Foto, dessen .xmp-Datei sich nicht schreiben ließ'
        : `${number(value)} Fotos, deren .xmp-Datei sich nicht schreiben ließ`,
    problem: (value: number) =>
      value === 1 ? '' : `und ${value === 2 ? 'ein weiteres' : `${number(value - 1)} weitere`}`,
  },
};

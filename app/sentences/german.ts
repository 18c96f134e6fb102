// Every sentence that the engine says to a person, in German.

import { dateInWords } from './dates.ts';
import type { Catalogue } from './sentence.ts';
import { inShort, type Someone } from './someone.ts';

const number = new Intl.NumberFormat('de');
const faces = (value: number) => (value === 1 ? 'ein Gesicht' : `${number.format(value)} Gesichter`);
const people = (value: number) => (value === 1 ? 'einer Person' : `${number.format(value)} Personen`);
const pictures = (value: number) => (value === 1 ? 'ein Foto' : `${number.format(value)} Fotos`);
const onPhotos = (value: number) => (value === 1 ? 'einem Foto' : `${number.format(value)} Fotos`);
const who = ({ name, photos }: Someone) => name ?? `jemand auf ${onPhotos(photos)}`;
const whom = ({ name, photos }: Someone) => name ?? `jemanden auf ${onPhotos(photos)}`;
const toWhom = ({ name, photos }: Someone) => name ?? `jemandem auf ${onPhotos(photos)}`;
const together = new Intl.ListFormat('de');
/** Those with a name, as many as a line holds, and how many more. */
const all = (list: readonly Someone[]) =>
  together.format(
    inShort(
      list,
      who,
      (value, isAll) =>
        `${number.format(value)} ${isAll ? 'Personen' : value === 1 ? 'weitere Person' : 'weitere Personen'}`,
    ),
  );
const day = (date: string) => dateInWords('de', date);

export const german: Catalogue = {
  faceGone: () => 'Dieses Gesicht ist nicht mehr in der Bibliothek.',
  photoGone: () => 'Dieses Foto ist nicht mehr in der Bibliothek.',
  personGone: () => 'Diese Person ist nicht mehr in der Bibliothek.',
  folderGone: () => 'Dieser Ordner ist nicht mehr in der Bibliothek.',
  albumGone: () => 'Dieses Album gibt es nicht mehr.',
  albumNotDeleted: () => 'Dieses Album ist nicht mehr unter den gelöschten.',
  nobodyOnPhoto: () => 'Auf diesem Foto ist niemand mehr.',
  photoAway: () => 'Dieses Foto ist gerade nicht erreichbar.',
  folderAlbumAway: () => 'Kein Foto dieses Ordners ist noch erreichbar.',
  noSamples: () => 'Hier gibt es keine Beispielfotos.',
  notInHistory: () => 'Das steht nicht mehr im Verlauf.',
  takenBackAlready: () => 'Das wurde schon zurückgenommen.',
  laterBuildsOn: ({ later }) => `Etwas Späteres baut darauf auf. Nimm zuerst das zurück: ${later}`,

  nameMissing: () => 'Ein Name braucht mindestens einen Buchstaben.',
  nameTooLong: () => 'Ein Name kann höchstens 200 Zeichen lang sein.',
  noteTooLong: () => 'Eine Notiz kann höchstens 5.000 Zeichen lang sein.',
  exclusionTooLong: () => 'Eine Zeile mit Ausnahmen kann höchstens 500 Zeichen lang sein.',
  exclusionsTooMany: () => 'Es können höchstens 100 Zeilen mit Ausnahmen sein.',
  albumFillsItself: () => 'Dieses Album füllt sich selbst: Ändere stattdessen, was hinein soll.',
  albumChosen: () => 'Die Fotos dieses Albums sind einzeln gewählt: Es hat keine Regel.',
  albumOpen: () => 'Sag, was in das Album soll: Personen, Daten oder Wörter.',
  oneFace: () => 'Das ist ein und dasselbe Gesicht. Wähle zwei.',
  mergeNobody: () => 'Wähle mindestens zwei Personen, die zusammengehören.',
  facesMoved: () => 'Einige dieser Gesichter gehören inzwischen zu jemand anderem. Sieh noch einmal hin und wähle neu.',
  faceMoved: () => 'Dieses Gesicht gehört inzwischen zu jemand anderem. Sieh noch einmal hin und wähle neu.',
  splitAll: () => 'Das sind alle Gesichter. Lass mindestens eines da, oder gib der Person einen anderen Namen.',
  noFaceChosen: () => 'Wähle mindestens ein Gesicht.',
  nobodyAnswered: () => 'Sag mindestens von einer Person, ob sie es ist.',
  faceThere: () => 'Da ist schon ein Gesicht: Klicke darauf und sag, wer es ist.',
  boxTooSmall: () => 'Das ist zu klein für ein Gesicht: Zieh einen Rahmen um das ganze Gesicht.',

  named: ({ person, name }) =>
    person.name === null
      ? `Jemand auf ${onPhotos(person.photos)} heißt jetzt „${name}“`
      : `${person.name} umbenannt in „${name}“`,
  unnamed: ({ person }) => `Name entfernt: ${who(person)}`,
  merged: ({ others, into }) => `Zusammengeführt: ${all(others)} mit ${toWhom(into)}`,
  split: ({ faces: value, from }) => `Von ${toWhom(from)} getrennt: ${faces(value)}`,
  assigned: ({ faces: value, to }) =>
    `Gesagt, dass ${faces(value)} ${to === null ? 'jemand Neues' : who(to)} ${value === 1 ? 'ist' : 'sind'}`,
  rejected: ({ faces: value }) =>
    value === 1 ? 'Gesagt, dass ein Gesicht keines ist' : `Gesagt, dass ${faces(value)} keine sind`,
  drew: () => 'Ein Gesicht eingezeichnet',
  collage: () => 'Gesagt, dass ein Foto ein Spiegelbild oder eine Collage ist',
  dated: ({ photos, date }) => `Aufnahmedatum von ${onPhotos(photos)} angegeben: ${day(date)}`,
  shifted: ({ photos, hours }) => `Aufnahmezeit von ${onPhotos(photos)} um ${hours} Stunden verschoben`,
  offsetSaid: ({ photos, offset }) =>
    offset === null
      ? `Zeitzone von ${onPhotos(photos)} weggenommen`
      : `Zeitzone von ${onPhotos(photos)} angegeben: UTC${offset}`,
  ownDates: ({ photos }) => `Eigenes Datum von ${onPhotos(photos)} zurückgegeben`,
  titled: ({ photos, title }) => `Titel von ${onPhotos(photos)}: „${title}“`,
  ownTitles: ({ photos }) => `Eigenen Titel von ${onPhotos(photos)} zurückgegeben`,
  noSuchDate: () => 'An so einem Tag kann kein Foto aufgenommen worden sein.',
  photosFavoured: ({ photos }) => `Zu Favoriten gemacht: ${pictures(photos)}`,
  photosFavouredNoMore: ({ photos }) => `Nicht mehr unter den Favoriten: ${pictures(photos)}`,
  cover: ({ person }) => `Titelbild gewählt: ${who(person)}`,
  dissolved: ({ person }) => `Aufgelöst: ${who(person)}`,
  hid: ({ people: list }) => `Verborgen: ${all(list)}`,
  showed: ({ people: list }) => `Wieder gezeigt: ${all(list)}`,
  confirmed: ({ people: value, person }) => `Von ${people(value)} gesagt, ob es ${who(person)} ist`,
  checkedAll: ({ faces: value, person }) => `Bestätigt: ${faces(value)} von ${toWhom(person)}`,
  checkedSome: ({ faces: value, person, wrong }) =>
    `${faces(value)} von ${toWhom(person)} durchgesehen: ${wrong === 1 ? 'eines ist' : `${number.format(wrong)} sind`} jemand anderes`,
  samePerson: ({ one, other }) => `Dieselbe Person: ${who(one)} und ${who(other)}`,
  sameAlready: ({ person }) => `Bestätigt, dass zwei Gesichter ${who(person)} sind`,
  differentPeople: ({ one, other }) => `Verschiedene Personen: ${who(one)} und ${who(other)}`,
  divided: ({ faces: value, from }) => `Verschiedene Personen: ${faces(value)} von ${toWhom(from)}`,
  leftOpen: ({ one, other }) => `Offen gelassen: ${who(one)} und ${who(other)}`,
  leftForLater: ({ one, other }) => `Für später: ${who(one)} und ${who(other)}`,
  favoured: ({ people: list }) => `Als Favorit markiert: ${all(list)}`,
  favouredNoMore: ({ people: list }) => `Kein Favorit mehr: ${all(list)}`,
  noted: ({ person }) => `Notiz geschrieben: ${who(person)}`,
  noteRemoved: ({ person }) => `Notiz entfernt: ${who(person)}`,
  born: ({ person, date }) => `Gesagt, dass ${who(person)} am ${day(date)} geboren ist`,
  bornRemoved: ({ person }) => `Geburtsdatum entfernt: ${who(person)}`,
  bothSaid: ({ first, second }) => `${first}; ${second}`,
  imported: ({ people: value }) => `Übernommen, was von ${people(value)} gesagt war`,
  namesImported: ({ names: value }) =>
    value === 1
      ? 'Einen Namen aus anderen Programmen übernommen'
      : `${number.format(value)} Namen aus anderen Programmen übernommen`,
  joined: ({ other, person }) => `Kindred hat ${whom(other)} mit ${toWhom(person)} zusammengeführt`,
  joinedOverCollages: ({ other, person, photos: value }) =>
    `Kindred hat ${whom(other)} mit ${toWhom(person)} zusammengeführt und hält ${value === 1 ? 'ein Foto mit beiden für eine Collage' : `${value} Fotos mit beiden für Collagen`}`,
  tookBack: ({ what }) => `Zurückgenommen: ${what}`,
  albumOfChosen: ({ name, photos }) => `Album „${name}“ mit ${onPhotos(photos)} angelegt`,
  albumFilled: ({ name, photos }) => `In das Album „${name}“ gelegt: ${pictures(photos)}`,
  albumEmptied: ({ name, photos }) => `Aus dem Album „${name}“ genommen: ${pictures(photos)}`,
  albumCover: ({ name }) => `Titelbild für das Album „${name}“ gewählt`,
  albumMade: ({ name }) => `Album „${name}“ angelegt`,
  albumChanged: ({ name }) => `Album „${name}“ geändert`,
  albumRenamed: ({ before, name }) => `Album „${before}“ in „${name}“ umbenannt`,
  albumDeleted: ({ name }) => `Album „${name}“ gelöscht`,
  albumRestored: ({ name }) => `Album „${name}“ wiederhergestellt`,

  stayTogether: () => 'Notiert: Sie bleiben zusammen.',
  stayTwo: () => 'Notiert: Sie bleiben zwei Personen.',
  openNow: () => 'Offen gelassen: Kindred fragt nach diesen beiden nicht mehr.',
  laterNow: () => 'Für später: Dieses Paar kommt am Ende noch einmal.',
  noFaceNow: () => 'Notiert: Das ist kein Gesicht.',
  collageNow: () => 'Notiert: Auf diesem Foto kann eine Person mehrmals zu sehen sein.',
  photosFound: ({ photos }) =>
    photos === 1 ? 'Ein Foto hat seine Person gefunden.' : `${number.format(photos)} Fotos haben ihre Person gefunden.`,
  facesLeft: ({ faces: value }) =>
    value === 1
      ? 'Ein Gesicht ist jetzt jemand anderes.'
      : `${number.format(value)} Gesichter sind jetzt jemand anderes.`,
  saidDifferent: () => 'Du hast früher gesagt, dass diese beiden verschiedene Personen sind.',
  saidSame: () => 'Du hast früher gesagt, dass diese beiden dieselbe Person sind.',
  onOnePhoto: () => 'Diese beiden sind zusammen auf einem Foto.',

  folderNotWhole: ({ example }) => `Gib den ganzen Pfad des Ordners an, etwa ${example}.`,
  folderMissing: ({ path }) => `Diesen Ordner gibt es nicht: ${path}. Prüfe den Pfad und versuch es noch einmal.`,
  folderUnseen: ({ path }) => `Kindred darf ihn nicht lesen: ${path}. Prüfe den Pfad und versuch es noch einmal.`,
  pickerStale: () => 'Kindred wurde inzwischen neu gestartet. Beginne noch einmal ganz oben.',
  folderIsFile: ({ path }) => `${path} ist eine Datei. Wähle den Ordner, in dem sie liegt.`,
  folderForbidden: ({ path }) => `Kindred darf ${path} nicht lesen. Gib dir die Rechte und versuch es noch einmal.`,
  folderOurs: () => 'Dort liegen Kindreds eigene Daten. Wähle den Ordner mit deinen Fotos.',
  folderOutside: ({ root }) => `Hier können nur Ordner in ${root} hinzugefügt werden. Wähle einen davon.`,
  patternTooWide: ({ pattern }) =>
    `Das Muster ${pattern} steht für zu viele Namen. Nimm weniger Klammern oder mehrere Zeilen.`,
  folderInside: ({ path, around }) => `Kindred kümmert sich schon um ${around}, und ${path} liegt darin.`,
  folderAround: ({ path }) =>
    `${path} liegt in diesem Ordner und ist schon in der Bibliothek. Entferne ihn zuerst, dann füge diesen hinzu: Namen bleiben.`,
  folderAway: ({ path }) => `Der Ordner ${path} ist nicht erreichbar.`,
  folderAwayHint: () =>
    'Schließ das Laufwerk an oder verbinde es neu. Personen und Namen sind sicher und kommen mit ihm zurück.',

  photoEmpty: () => 'Die Datei ist leer.',
  photoOther: () => 'Das ist kein Bild in einem Format, das Kindred lesen kann.',
  photoVideo: () => 'Das ist ein Video, das nicht als Foto angesehen werden kann.',
  videoDamaged: () => 'Das Video ist beschädigt: Kein Bild daraus kann gezeigt werden.',
  videoTime: () => 'Dieses Video zu lesen dauert zu lange.',
  videoEndedProgram: () => 'Bei der Suche nach Personen in diesem Video endete Kindred mehrmals: Es bleibt liegen.',
  photoDamaged: () => 'Die Datei ist beschädigt: Was davon übrig ist, lässt sich nicht zeigen.',
  photoTooLarge: () => 'Das Bild ist zu groß: Gelesen werden höchstens 300 Megapixel, als HEIC oder BMP höchstens 64.',
  photoNoPreview: () => 'Diese Kameradatei enthält keine Vorschau, und nur die kann Kindred daraus lesen.',
  photoMemory: () => 'Dieses Bild braucht mehr Arbeitsspeicher, als es gibt.',
  folderClosed: () =>
    'Dieser Ordner darf nicht gelesen werden: Prüfe seine Zugriffsrechte. Was über die Fotos darin bekannt ist, bleibt.',
  photoForbidden: () => 'Die Datei darf nicht gelesen werden: Prüfe ihre Zugriffsrechte.',
  metadataTime: () => 'Was diese Datei über sich sagt, braucht zu lange zum Lesen: Datum und Titel fehlen vielleicht.',
  metadataCrash: () => 'Was diese Datei über sich sagt, ist nicht lesbar: Datum und Titel fehlen vielleicht.',
  xmpDamaged: () =>
    'Was ein anderes Programm zu diesem Foto geschrieben hat (XMP), ist beschädigt: Nicht alles war lesbar.',
  copyTargetOurs: () =>
    'Um diesen Ordner kümmert sich Kindred selbst: Kopien darin wären Fotos der Bibliothek. Wähle einen anderen.',
  copyTargetForbidden: ({ path }: { path: string }) => `In ${path} darf nichts geschrieben werden.`,
  copyTargetFull: ({ path }: { path: string }) => `In ${path} ist nicht genug Platz für diese Fotos.`,
  downloadGone: () => 'Dieser Download wird nicht mehr angeboten: Beginne ihn in Kindred neu.',
  nothingToTake: () => 'Keines dieser Fotos ist gerade erreichbar: Ist ein Laufwerk nicht angeschlossen?',
  pagesUnread: ({ pages }: { pages: number }) => `Von den ${pages} Seiten dieser Datei wird die erste gezeigt.`,
  sidecarTooLarge: () => 'Die .xmp-Datei neben diesem Foto ist größer als 16 MB: Sie wurde nicht gelesen.',
  sidecarOdd: () =>
    'Wo seine .xmp-Datei wäre, liegt etwas anderes: eine Verknüpfung oder ein Ordner. Es blieb, wie es ist.',
  sidecarTooLargeToChange: () => 'Die .xmp-Datei neben diesem Foto ist größer als 1 MB: Sie blieb, wie sie ist.',
  sidecarUnclear: () =>
    'Die .xmp-Datei neben diesem Foto ist beschädigt oder auf eine Art geschrieben, die Kindred nicht kennt: Sie blieb, wie sie ist.',
  sidecarOtherFrame: () =>
    'Ein anderes Programm hat dort Gesichter auf einem Bild mit anderer Form markiert, bevor es gedreht oder beschnitten wurde: Die .xmp-Datei blieb, wie sie ist.',
  sidecarFrameUnknown: () =>
    'Wie dieses Foto liegt, ist aus der Datei nicht lesbar; so ließ sich kein Ort eines Gesichts aufschreiben.',
  sidecarBusy: () => 'Ein anderes Programm schreibt diese .xmp-Datei gerade: Sie kommt noch einmal dran.',
  sidecarForbidden: ({ folder }) =>
    `In ${folder} darf nichts geschrieben werden: Prüfe die Zugriffsrechte und ob der Datenträger schreibgeschützt ist.`,
  sidecarDiskFull: () => 'Der Datenträger mit diesen Fotos ist voll.',
  sidecarUnwritten: ({ reason }) => `Die .xmp-Datei ließ sich nicht schreiben: ${reason}`,
  namesUnread: () => 'Wer auf diesem Foto ist, ist in der Datei nicht lesbar: Kein Name daraus wurde übernommen.',
  namesTooLarge: ({ megabytes }) =>
    `Diese Datei ist größer als ${number.format(megabytes)} MB: Nach Namen wurde in ihr nicht gesucht.`,
  tooManyRegions: ({ most }) =>
    `Diese Datei markiert ${number.format(most)} Gesichter oder mehr, die kein Foto hat: Keines davon wurde beachtet.`,
  longName: ({ start, boxes, most }) =>
    `„${start}“ ist länger, als ein Name sein kann (${number.format(most)} Buchstaben): Übernommen wurde er nicht${boxes === 0 ? '' : `, ${faces(boxes)} ${boxes === 1 ? 'bleibt' : 'bleiben'} ohne Namen`}.`,
  takeoutDamaged: () =>
    'Diese Datei nennt Personen und ist beschädigt oder abgeschnitten: Kein Name daraus wurde übernommen.',
  digikamUnread: ({ file, reason }) =>
    `${file} ist nicht als Datenbank von digiKam lesbar (${reason}). Schließe digiKam und versuche es noch einmal, oder lass digiKam die Namen in die Fotos schreiben (Element → Metadaten in Datei schreiben).`,
  noNamesPlace: () =>
    'In diesem Ordner liegt kein Foto deiner Bibliothek. Füge den Ordner erst hinzu oder wähle einen überwachten.',
  namesBusy: () => 'Es werden schon Namen übernommen: Warte auf das Ende, oder brich ab.',
  namesNotFound: () => 'Suche zuerst nach Namen: Es ist nichts zum Übernehmen bereit.',
  metadataAway: () => 'Aufnahmedatum, Titel und Ort, die in den Fotos stehen, können nicht gelesen werden.',
  perlMissingHint: () => 'Installiere Perl und starte Kindred neu: Dann werden sie von selbst gelesen.',
  metadataAwayHint: () => 'Installiere Kindred neu: Ein Teil davon fehlt. Dann werden sie von selbst gelesen.',
  photoCrash: () => 'An diesem Bild stürzt der Bildleser ab: Die Datei ist wahrscheinlich beschädigt.',
  photoTime: () => 'Dieses Bild zu lesen dauert länger als eine Minute.',
  photoGreedy: () => 'Dieses Bild zu lesen braucht mehr als ein Gigabyte Arbeitsspeicher.',
  photoNameless: () =>
    'Der Name ist so geschrieben, dass ihn die Programme dieses Systems nicht lesen können. Nach einer Umbenennung wird sie gelesen.',
  photoUnread: ({ reason }) => `Die Datei ließ sich nicht lesen: ${reason}`,

  diskFull: () => 'Der Datenträger ist voll.',
  diskFullHint: () => 'Schaff etwas Platz; Kindred macht von selbst weiter.',
  readOnly: () => 'In die Bibliothek kann nicht geschrieben werden.',
  readOnlyHint: () => 'Prüfe die Zugriffsrechte ihres Ordners und ihren Datenträger.',
  inUse: () => 'Ein anderes Programm benutzt die Bibliothek.',
  inUseHint: () => 'Kindred macht weiter, sobald sie frei ist.',
  diskError: () => 'Der Datenträger der Bibliothek meldet einen Fehler.',
  diskErrorHint: () => 'Prüfe den Datenträger; Kindred versucht es von selbst wieder.',
  damaged: () => 'Die Bibliothek ist beschädigt.',
  damagedHint: () => 'Stelle in den Einstellungen eine Sicherung wieder her.',
  unusable: () => 'Die Bibliothek lässt sich nicht benutzen.',
  triesAgain: () => 'Kindred versucht es von selbst wieder.',
  triesAgainSafely: () => 'Kindred versucht es von selbst wieder; nichts geht verloren.',
  nothingSaved: ({ trouble, hint }) => `${trouble} Nichts wurde gespeichert. ${hint}`,
  libraryClosed: ({ folder, advice }) => `Die Bibliothek in ${folder} lässt sich nicht öffnen. ${advice}`,
  adviceDamaged: () => 'Ihre Datei ist beschädigt: Stelle eine Sicherung wieder her.',
  adviceEmptied: () =>
    'Es gibt Sicherungen von ihr, und ihre Datei ist leer oder fort: Stelle eine wieder her, oder leg den Ordner „backups“ woandershin, um neu anzufangen.',
  adviceFull: () => 'Der Datenträger ist voll: Schaff etwas Platz und versuch es noch einmal.',
  adviceOther: () => 'Prüfe, ob es den Ordner gibt und ob in ihn geschrieben werden kann.',
  libraryTaken: () => 'Diese Bibliothek ist schon in einem anderen Kindred geöffnet. Schließ das zuerst.',
  libraryNewer: () =>
    'Diese Bibliothek stammt von einer neueren Version von Kindred. Aktualisiere Kindred, um sie zu öffnen.',
  libraryUnchanged: ({ reason }) =>
    `Die Bibliothek konnte nicht auf diese Version gebracht werden und ist, wie sie war: ${reason}. ` +
    'Benutze weiter die Version von Kindred, die du hattest.',

  backupGone: ({ name }) => `Es gibt keine Sicherung namens ${name}.`,
  backupDamaged: ({ name }) =>
    `Die Sicherung ${name} ist beschädigt: Wähle eine andere. Deine Bibliothek ist, wie sie war.`,
  backupClosed: ({ name, reason }) => `Die Sicherung ${name} lässt sich nicht öffnen: ${reason}`,
  backupClosedSafely: ({ name, reason }) =>
    `Die Sicherung ${name} lässt sich nicht öffnen: ${reason} Deine Bibliothek ist, wie sie war.`,
  backupNotKept: ({ finding }) => `Die Sicherung ist beschädigt und wurde nicht behalten: ${finding}`,
  backupFailed: ({ reason }) => `Die Sicherung von heute ist nicht gelungen. ${reason}`,
  backupFailedHint: () => 'Kindred versucht es innerhalb einer Stunde wieder; Näheres steht im Protokoll.',

  visionAway: () => 'Der Prozess, der Gesichter findet, startet nicht: `kindred doctor` sagt mehr.',
  libraryReopening: () => 'Die Bibliothek wird gerade neu geöffnet: Bitte versuch es noch einmal.',
  closing: () => 'Kindred wird gerade beendet.',
  engineEnded: () => 'Kindreds Motor ist stehen geblieben: Bitte versuch es noch einmal.',
  processor: () => 'Der Prozessor macht die ganze Arbeit.',
  processorWished: () => 'Der Prozessor macht die ganze Arbeit, wie gewünscht.',
  providerUnknown: ({ wish, known }) => `Einen Rechenweg „${wish}“ gibt es nicht (es gibt ${known}).`,
  providerElsewhere: ({ label }) => `Für dieses System gibt es kein ${label}.`,
  providerMissing: ({ label }) => `${label} ist nicht installiert: In README.md steht, wie man es hinzufügt.`,
  providerFaster: ({ label, times }) =>
    `${label} ist ${times.toLocaleString('de', { maximumFractionDigits: 1 })}-mal so schnell wie der Prozessor.`,
  providerSlower: ({ label }) => `${label} ist nicht schneller als der Prozessor.`,
  providerWrong: ({ label }) => `${label} kommt auf andere Zahlen als der Prozessor.`,
  providerStopped: ({ label, reason }) =>
    `${label} hat versagt, während Fotos gelesen wurden. Bis Kindred neu startet, rechnet nur der Prozessor: ${reason}`,
  providerFailed: ({ label, reason }) => `${label} funktioniert hier nicht: ${reason}`,

  modelInUse: () => 'Dieses Netz ist in Gebrauch: Wähle zuerst ein anderes.',
  modelNotHere: () => 'Dieses Netz ist noch nicht heruntergeladen: Hole es zuerst.',
  modelComing: ({ title }) => `${title} ist unterwegs: Warte darauf, oder brich es ab.`,
  modelUnusable: ({ title }) => `${title} lässt sich nicht benutzen: Entferne es und hole es noch einmal.`,
  modelNotInstalled: () => 'Das Netz konnte nicht eingerichtet werden. Näheres steht im Protokoll.',
  downloadWrong: ({ host, sha256 }) =>
    `Was ${host} geschickt hat, ist nicht die veröffentlichte Datei (ihr sha256 ist ${sha256}). Sie wurde gelöscht: Versuch es später wieder.`,
  downloadAway: ({ host, status }) => `${host} hat die Datei im Moment nicht (${status}): Versuch es später wieder.`,
  downloadOther: ({ host, bytes, expected }) =>
    `${host} bietet eine andere Datei an als die veröffentlichte (${number.format(bytes)} Bytes statt ${number.format(expected)}). ` +
    'Kindred lässt sie in Ruhe: Versuch es später wieder.',
  downloadBroken: ({ host }) =>
    `Die Verbindung zu ${host} ist abgebrochen: Prüfe die Internetverbindung und versuch es noch einmal. Was schon da ist, bleibt.`,
  downloadFailed: ({ host, reason }) =>
    `Die Verbindung zu ${host} kam nicht zustande (${reason}): Prüfe die Internetverbindung und versuch es noch einmal. Was schon da ist, bleibt.`,
  downloadTrouble: ({ trouble, hint }) => `${trouble} ${hint}`,
  modelDamaged: () => 'Die Datei des Netzes ist beschädigt: Hole es noch einmal.',
  modelCompressed: () => 'Die Datei des Netzes ist komprimiert, was PyTorch nie tut: Hole es noch einmal.',
  modelNotKeras: () => 'Die Datei enthält keine Keras-Gewichte: Hole das Netz noch einmal.',
  modelNotTorch: () => 'Die Datei enthält keine PyTorch-Tensoren: Hole das Netz noch einmal.',
  modelAsks: ({ what }) =>
    `Die Datei verlangt mehr, als Tensoren brauchen (${what}), darum wurde sie nicht gelesen: Hole das Netz noch einmal aus der offiziellen Veröffentlichung.`,
  modelAsksFor: ({ what }) =>
    `Die Datei verlangt ${what}, was Tensoren nicht brauchen, darum wurde sie nicht gelesen: Hole das Netz noch einmal aus der offiziellen Veröffentlichung.`,
  modelOther: ({ model, reason }) =>
    `Die Datei ist nicht ${model}: ${reason}. Hole sie noch einmal aus der offiziellen Veröffentlichung.`,
  tensorMissing: ({ name }) => `${name} fehlt`,
  tensorShape: ({ name, has, needs }) => `${name} hat die Form ${has} statt ${needs}`,
  tensorBroken: ({ name }) => `in ${name} steht etwas, das keine Zahl ist`,
  tensorExtra: ({ name }) => `sie enthält ${name}, was es in diesem Netz nicht gibt`,

  // Andere Rechner, die Fotos analysieren.
  queueAway: () =>
    'Die Warteschlange für andere Rechner ist nicht erreichbar: Fotos werden nur auf diesem Rechner analysiert.',
  queueAwayHint: () =>
    'Läuft PostgreSQL, und stimmt die Adresse hinter --queue? Kindred versucht es von selbst wieder.',
  queueRefused: ({ reason }) => `PostgreSQL lässt Kindred nicht an die Warteschlange: ${reason}`,
  queueRefusedHint: () =>
    'Prüfe Benutzer, Passwort und Datenbank in der Adresse hinter --queue, und dass dem Benutzer das Schema gehört.',
  queueFull: () => 'Der Datenträger von PostgreSQL ist voll: Fotos werden nur auf diesem Rechner analysiert.',
  queueFullHint: () => 'Schaffe dort Platz; Kindred macht von selbst weiter.',
  queueTooOld: ({ version }) =>
    `PostgreSQL ${version} ist zu alt für die Warteschlange: Fotos werden nur auf diesem Rechner analysiert.`,
  queueTooOldHint: ({ oldest }) => `Installiere PostgreSQL ${oldest} oder neuer.`,
  queueOtherSchema: ({ found, needed }) =>
    found === 0
      ? 'In dieser Datenbank gibt es noch keine Warteschlange.'
      : `Die Warteschlange in dieser Datenbank hat die Version ${found}, dieses Kindred braucht ${needed}.`,
  queueOtherSchemaHint: () =>
    'Nimm auf jedem Rechner dieselbe Version von Kindred, zuerst auf dem Server, oder wähle ein anderes Schema: ?schema=… hinter der Adresse.',
  queueForeign: ({ schema }) =>
    `Das Schema ${schema} in PostgreSQL gehört einem anderen Programm: Fotos werden nur auf diesem Rechner ausgewertet.`,
  queueForeignHint: () => 'Wähle ein anderes Schema: ?schema=… hinter der Adresse.',
  queueFailed: ({ reason }) => `Die Warteschlange für andere Rechner funktioniert nicht: ${reason}`,
  photoKillsWorkers: () => 'Dieses Bild zu lesen hat drei Helfer-Rechner beendet: Die Datei ist wohl beschädigt.',
  workerOtherVersion: ({ name, version }) =>
    `Der Helfer-Rechner ${name} hat eine andere Version von Kindred (${version}) oder andere Modelle und fände andere Gesichter: Installiere dort die Version des Servers.`,
  workerUninvited: () =>
    'Damit wird kein Helfer-Rechner eingelassen: Die Einladung ist unbekannt oder wurde widerrufen. `kindred worker --invite` macht eine neue.',
  workerUnknown: () => 'Dieser Helfer-Rechner muss sich erst melden.',
  workerAddressOld: () => 'Diese Adresse eines Fotos wurde schon benutzt oder gilt nicht mehr.',
  workerResultTaken: () => 'Das Ergebnis für dieses Foto wird von diesem Helfer-Rechner nicht mehr gebraucht.',

  tooMuch: () => 'Das sind zu viele Anfragen auf einmal: Bitte warte einen Moment.',
  addressOld: () => 'Diese Adresse stammt von einem früheren Start: Bitte nimm die, die Kindred ausgegeben hat.',
  onlyOwnAddress: ({ address }) => `Kindred antwortet nur unter seiner eigenen Adresse: ${address}.`,
  onlyOwnPages: () => 'Kindred antwortet nur seinen eigenen Seiten.',
  notFromOtherPages: () =>
    'Kindred lässt sich nicht von einer anderen Seite aus öffnen: Füge die Adresse in die Adresszeile des Browsers ein.',
  pageGone: () => 'So eine Seite hat Kindred nicht.',
  addressMissing: () => 'Bitte öffne Kindred mit der Adresse, die es beim Start ausgegeben hat.',
  signInFirst: () => 'Bitte melde dich zuerst an: Öffne diese Seite noch einmal.',
  bug: () => 'In Kindred ist etwas schiefgegangen. Näheres steht im Protokoll.',
};

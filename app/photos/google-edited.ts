// Google's edited copies: NAME-edited beside NAME, in the language of the account, numbered and cut as Takeout does it.

/** As `edited` is said where this was met. */
const WORDS =
  'edited bearbeitet modifié editado editada modificato bewerkt edytowane redigerad redigeret redigert muokattu upraveno изменено 編集済み 已修改 수정됨'.split(
    ' ',
  );
/** Letters that Takeout leaves of a name, without its extension. */
const CUT_LENGTH = 47;

/**
 * @param name in NFC, without its extension: IMG_1-edited, IMG_1-edited(2), and where it was cut also …-edi
 * @returns the name of what was edited, IMG_1 or IMG_1(2); null: this is no edited copy
 */
export function googleOriginal(name: string): string | null {
  const [, original, word = '', number = ''] = /^(.+)-([\p{L}\p{M}]+)(\(\d+\))?$/u.exec(name) ?? [];
  if (original === undefined) return null;
  const said = word.toLowerCase();
  const isCut = name.length - number.length === CUT_LENGTH;
  const isEdited = WORDS.some((edited) => edited === said || (isCut && edited.startsWith(said)));
  return isEdited ? original + number : null;
}

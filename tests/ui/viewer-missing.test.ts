// A photo whose file goes while it is open: that is said, nothing is offered that needs the file, and the arrows lead on.

import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOpenToAll } from './barriers.ts';
import { expectGone, expectSeen, type Journey, startJourney } from './journey.ts';

const MISSING = 'The file is missing, or holds another picture now.';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ variants: ['plain'], begins: 'people' });
});
afterAll(() => journey.end());

test.each([
  ['Photos', '/photos'],
  ['a folder', '/albums/folder/1'],
])(
  'Opened in %s, it keeps its neighbours, says what happened, and has its place again when it is back',
  async (_wall, place) => {
    const { page, photos } = journey;
    await journey.visit(place);
    await page.getByRole('main').locator('a[data-index="1"]').click();
    await expectSeen(viewer().getByText('2 of 6'), viewer().locator('img[data-sharp]'));
    await page.keyboard.press('i');
    await expectSeen(information().getByRole('link', { name: 'Open original' }));
    const path = await information()
      .getByText(/^plain-\d\.jpg/)
      .first()
      .innerText();
    const name = path.split('\n')[0] ?? '';
    const away = join(journey.library, name);
    const move = async (from: string, to: string) => {
      renameSync(from, to);
      await journey.engine()['folders.rescan']({});
    };

    await move(join(photos, name), away);
    await expectSeen(information().getByText(MISSING), viewer().getByRole('status').getByText(MISSING));
    await expectGone(information().getByRole('link', { name: 'Open original' }), viewer().getByText(/^\d of \d$/));
    await expectOpenToAll(page, 'viewer-missing');
    await expectOffered({ Download: false, Print: false, 'Date and title': true });
    await move(away, join(photos, name));
    await expectSeen(viewer().getByText('2 of 6'), information().getByRole('link', { name: 'Open original' }));
    await expectGone(viewer().getByText(MISSING));
    await expectOffered({ Download: true, Print: true });

    await move(join(photos, name), away);
    await expectSeen(viewer().getByText(MISSING));
    await page.keyboard.press('ArrowRight');
    await expectSeen(viewer().getByText('2 of 5'), information().getByRole('link', { name: 'Open original' }));
    await page.keyboard.press('ArrowLeft');
    await expectSeen(viewer().getByText('1 of 5'));
    await move(away, join(photos, name));
    await expectSeen(viewer().getByText('1 of 6'));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expectSeen(viewer().getByText('3 of 6'));
    await page.keyboard.press('ArrowLeft');
    await expectSeen(viewer().getByText('2 of 6'));

    await move(join(photos, name), away);
    await expectSeen(viewer().getByText(MISSING));
    await viewer().getByRole('button', { name: 'Previous photo' }).click();
    await expectSeen(viewer().getByText('1 of 5'));
    await move(away, join(photos, name));
    await expectSeen(viewer().getByText('1 of 6'));
    await page.keyboard.press('Escape');
    await expectGone(viewer());
    expect(journey.complaints).toEqual([]);
  },
  180_000, // six scans, two menus and a look at what keeps nobody out, one after another
);

/** Whether the photo's menu lets each be done. */
async function expectOffered(offered: Record<string, boolean>): Promise<void> {
  const { page } = journey;
  await viewer().getByRole('button', { name: 'More actions' }).click();
  for (const [name, isOffered] of Object.entries(offered)) {
    const item = page.getByRole('menuitem', { name });
    await expectSeen(item);
    expect([name, await item.isEnabled(), await item.getAttribute('title')]).toEqual([
      name,
      isOffered,
      isOffered ? null : MISSING,
    ]);
  }
  await page.keyboard.press('Escape');
  await expectGone(page.getByRole('menu'));
}

function viewer() {
  return journey.page.getByRole('dialog', { name: 'Photo', exact: true });
}

function information() {
  return viewer().getByRole('complementary', { name: 'Information' });
}

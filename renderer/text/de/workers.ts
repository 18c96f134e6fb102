// Words of other machines, in German.

import type { workersWords as English } from '../en/workers.ts';

export const workersWords: typeof English = {
  workers: {
    title: 'Andere Rechner',
    lead: 'Jede dieser Einladungen lässt andere Rechner Fotos für diese Bibliothek analysieren: Sie lesen die Fotos, die sie bekommen, und schreiben nur, was sie darauf finden. „kindred worker --invite“ macht eine.',
    none: 'Kein anderer Rechner ist eingeladen.',
    invited: (when: string) => `Eingeladen am ${when}`,
    revoke: (name: string) => `${name} widerrufen`,
    revokeTitle: (name: string) => `Einladung „${name}“ widerrufen?`,
    revokeBody:
      'Rechner, die mit ihr kamen, werden sofort nicht mehr eingelassen. Was sie gefunden haben, bleibt; der Rest geht hier weiter.',
    revokeConfirm: 'Widerrufen',
    revokedToast: (name: string) => `„${name}“ wird nicht mehr eingelassen`,
  },
};

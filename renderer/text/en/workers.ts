// Words of other machines, in English.

export const workersWords = {
  workers: {
    title: 'Other machines',
    lead: 'Each of these invitations lets other machines analyse photos for this library: they read the photos that they are given, and write nothing but what they find on them. “kindred worker --invite” makes one.',
    none: 'No other machine is invited.',
    invited: (when: string) => `Invited ${when}`,
    revoke: (name: string) => `Revoke ${name}`,
    revokeTitle: (name: string) => `Revoke the invitation “${name}”?`,
    revokeBody:
      'Machines that came with it are let in no more, at once. What they have found stays; the rest goes on here.',
    revokeConfirm: 'Revoke',
    revokedToast: (name: string) => `“${name}” is let in no more`,
  },
};

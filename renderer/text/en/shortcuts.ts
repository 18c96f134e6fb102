// Words of the list of keyboard shortcuts, in English.

export const shortcutsWords = {
  shortcuts: {
    title: 'Keyboard shortcuts',
    space: 'Space',
    control: 'Ctrl',
    delete: 'Del',
    groups: [
      {
        title: 'Everywhere',
        keys: [
          { keys: ['?'], does: 'Show this list' },
          { keys: ['Ctrl', 'Z'], does: 'Undo' },
          { keys: ['Ctrl', 'Shift', 'Z'], does: 'Redo' },
          { keys: ['Esc'], does: 'Close, leave a field, clear selection' },
        ],
      },
      {
        title: 'On every page',
        keys: [
          { keys: ['1', '…', '7'], does: 'People, Photos, Review, Albums, Search, Activity, Settings' },
          { keys: ['/'], does: 'Search' },
          { keys: ['Ctrl', 'K'], does: 'Search, also while writing' },
        ],
      },
      {
        title: 'People',
        keys: [
          { keys: ['←', '↑', '→', '↓'], does: 'Move' },
          { keys: ['Enter'], does: 'Open' },
          { keys: ['X'], does: 'Select, also faces of a person' },
          { keys: ['Shift', '←', '…'], does: 'Select along the way' },
          { keys: ['Ctrl', 'A'], does: 'Select all' },
          { keys: ['N'], does: 'Name' },
          { keys: ['F'], does: 'Favourite' },
        ],
      },
      {
        title: 'Photos',
        keys: [
          { keys: ['←', '↑', '→', '↓'], does: 'Move' },
          { keys: ['Enter'], does: 'Open' },
          { keys: ['X'], does: 'Select' },
          { keys: ['Shift', '←', '…'], does: 'Select along the way' },
          { keys: ['Shift', 'X'], does: 'Select up to here' },
          { keys: ['Ctrl', 'A'], does: 'Select all' },
          { keys: ['F'], does: 'Favourite' },
          { keys: ['Home'], does: 'Newest photo' },
          { keys: ['End'], does: 'Oldest photo' },
        ],
      },
      {
        title: 'Photo',
        keys: [
          { keys: ['←', '→'], does: 'Previous, next' },
          { keys: ['F'], does: 'Favourite' },
          { keys: ['B'], does: 'Faces and names' },
          { keys: ['I'], does: 'Information' },
          { keys: ['+', '−', '0'], does: 'Zoom in, out, fit' },
          { keys: ['D'], does: 'Draw a face' },
          { keys: ['N'], does: 'Name the faces in turn' },
          { keys: ['S'], does: 'Slideshow, pause' },
          { keys: ['L'], does: 'Film of a live photo' },
          { keys: ['Space'], does: 'Play or pause a video; while it plays ← and → skip 5 seconds' },
          { keys: ['M'], does: 'Sound of a video' },
          { keys: [',', '.'], does: 'Moment before, next moment of a video' },
        ],
      },
      {
        title: 'Name people',
        keys: [
          { keys: ['Enter'], does: 'Save the name' },
          { keys: ['→', '←'], does: 'Later, back (field empty)' },
          { keys: ['Del'], does: 'Hide (field empty)' },
          { keys: ['↓'], does: 'A guess (field empty)' },
          { keys: ['Ctrl', 'Z'], does: 'Undo (field empty)' },
        ],
      },
      {
        title: 'Are these all …?',
        keys: [
          { keys: ['←', '↑', '→', '↓'], does: 'Move' },
          { keys: ['X'], does: 'Not this person' },
          { keys: ['Enter'], does: 'Save' },
        ],
      },
      {
        title: 'Is this also …?',
        keys: [
          { keys: ['S'], does: 'Yes' },
          { keys: ['D'], does: 'No' },
          { keys: ['Space'], does: 'Leave open' },
        ],
      },
      {
        title: 'Review',
        keys: [
          { keys: ['D', '←'], does: 'Different people' },
          { keys: ['F', 'S', '→'], does: 'Same person' },
          { keys: ['Space'], does: 'Not sure' },
          { keys: ['L'], does: 'Later, at the end' },
          { keys: ['Q', 'T'], does: 'No face, on the left or right' },
          { keys: ['A', 'G'], does: 'Mirror or collage, on the left or right' },
          { keys: ['Z'], does: 'Undo' },
          { keys: ['C'], does: 'Whole photos or faces' },
        ],
      },
    ],
  },
};

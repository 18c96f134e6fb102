// Faces are followed from frame to frame by where they are and how they look.

import { expect, test } from 'vitest';
import { followFaces, type View } from './tracks.ts';

test('Two people who pass one another stay two, each as one', () => {
  const faces = followFaces<string>();
  for (const frame of [0, 1, 2, 3])
    faces.add(frame, [view('left', 0, 100 * frame), view('right', 90, 300 - 100 * frame)]);
  expect(summary(faces)).toEqual([
    { seen: 'left', frames: [0, 1, 2, 3], shared: [0] },
    { seen: 'right', frames: [0, 1, 2, 3], shared: [0] },
  ]);
});

test('A face that looks another way for a frame goes on where it stays, and ends where another one takes its place', () => {
  const faces = followFaces<string>();
  faces.add(0, [view('anna', 0, 0)]);
  faces.add(1, [view('anna from the side', 55, 5)]); // a cosine of 0.57
  faces.add(2, [view('ben', 180, 5)]);
  expect(summary(faces).map(({ frames }) => frames)).toEqual([[0, 1], [2]]);
});

test('Two people who are as much alike as people of one country can be are two, though one takes the place of the other', () => {
  const faces = followFaces<string>();
  for (const frame of [0, 1]) faces.add(frame, [view('hana', 0, 0)]);
  for (const frame of [2, 3]) faces.add(frame, [view('yui', 65, 0)]); // a cosine of 0.42
  for (const frame of [4, 5]) faces.add(frame, [view('mei', 130, 0)]);
  expect(summary(faces).map(({ frames }) => frames)).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ]);
});

test('Where one person fades into another one, the frames that show both do not lead from one to the other', () => {
  const faces = followFaces<string>();
  for (const [frame, angle] of [0, 0, 0, 25, 45, 70, 70, 70].entries()) faces.add(frame, [view('', angle, 0)]);
  const [before, after, ...more] = summary(faces).map(({ frames }) => frames);
  expect(more).toEqual([]);
  expect(before).toEqual([0, 1, 2, 3, 4]);
  expect(after).toEqual([5, 6, 7]);
});

test('A person who is missed in two frames is one all the same, and after more comes back as another track', () => {
  const faces = followFaces<string>();
  for (const frame of [0, 3, 8]) faces.add(frame, [view('anna', 0, 0)]);
  expect(summary(faces).map(({ frames }) => frames)).toEqual([[0, 3], [8]]);
});

test('The three best views stand for a track, the clearest first', () => {
  const faces = followFaces<string>();
  for (const [frame, quality] of [0.2, 0.9, 0.1, 0.5, 0.7].entries())
    faces.add(frame, [{ ...view(`view ${frame}`, 0, 0), quality }]);
  const [track] = faces.tracks();
  expect(track?.best.map(({ face, frame }) => [face, frame])).toEqual([
    ['view 1', 1],
    ['view 4', 4],
    ['view 3', 3],
  ]);
  expect(track?.qualities).toEqual([0.2, 0.9, 0.1, 0.5, 0.7]);
});

test('Of tracks that are seen at one time each knows a frame that it shares with every other one', () => {
  const faces = followFaces<string>();
  faces.add(0, [view('anna', 0, 0)]);
  faces.add(1, [view('anna', 0, 0), view('ben', 90, 300)]);
  faces.add(2, [view('ben', 90, 300), view('cleo', 180, 600)]);
  faces.add(3, [view('cleo', 180, 600)]);
  expect(summary(faces).map(({ seen, shared }) => [seen, shared])).toEqual([
    ['anna', [1]],
    ['ben', [1, 2]],
    ['cleo', [2]],
  ]);
});

/** @param angle degrees: how it looks. @param left where it is */
function view(face: string, angle: number, left: number): View<string> {
  const radians = (angle / 180) * Math.PI;
  return {
    face,
    box: [left, 0, 100, 100],
    quality: 1,
    vectors: [Float32Array.of(Math.cos(radians), Math.sin(radians))],
  };
}

function summary(faces: ReturnType<typeof followFaces<string>>) {
  return faces.tracks().map(({ best, frames, shared }) => ({ seen: best[0]?.face, frames, shared }));
}

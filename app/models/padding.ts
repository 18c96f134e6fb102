// The zeros that TensorFlow's SAME padding puts around an image, in the order in which ONNX wants them.

/** @returns top, left, bottom, right; holds where the stride divides the size, as it does in every model here */
export function samePadding(kernel: number, stride: number): number[] {
  const zeros = Math.max(0, kernel - stride);
  const before = Math.floor(zeros / 2); // an odd one goes to the end
  return [before, before, zeros - before, zeros - before];
}

// Pairs of clusters that are alike, in plain arrays of numbers: there may be millions.

export class Edges {
  length = 0;
  a = new Int32Array(1024);
  b = new Int32Array(1024);
  similarity = new Float64Array(1024);

  add(a: number, b: number, similarity: number): void {
    if (this.length === this.a.length) this.grow();
    this.a[this.length] = a;
    this.b[this.length] = b;
    this.similarity[this.length] = similarity;
    this.length++;
  }

  private grow(): void {
    const size = 2 * this.length;
    const [a, b, similarity] = [new Int32Array(size), new Int32Array(size), new Float64Array(size)];
    a.set(this.a);
    b.set(this.b);
    similarity.set(this.similarity);
    [this.a, this.b, this.similarity] = [a, b, similarity];
  }
}

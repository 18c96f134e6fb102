// Pairs of clusters that are alike, in plain arrays of numbers: there may be millions.

/** One entry an edge in each. */
export interface EdgeLists {
  a: Int32Array<ArrayBuffer>;
  b: Int32Array<ArrayBuffer>;
}

export class Edges {
  length = 0;
  a = new Int32Array(1024);
  b = new Int32Array(1024);

  add(a: number, b: number): void {
    if (this.length === this.a.length) this.grow();
    this.a[this.length] = a;
    this.b[this.length] = b;
    this.length++;
  }

  /** @param indexOf which cluster the edges' own numbers stand for. Default: that number */
  addAll({ a, b }: EdgeLists, indexOf = (cluster: number) => cluster): void {
    for (let edge = 0; edge < a.length; edge++) this.add(indexOf(a[edge]), indexOf(b[edge]));
  }

  /** Their lists without the room behind them, for another thread. */
  packed(): EdgeLists {
    const { length } = this;
    return { a: this.a.slice(0, length), b: this.b.slice(0, length) };
  }

  private grow(): void {
    const size = 2 * this.length;
    const [a, b] = [new Int32Array(size), new Int32Array(size)];
    a.set(this.a);
    b.set(this.b);
    [this.a, this.b] = [a, b];
  }
}

// Mean and standard deviation of numbers that are added one after the other.

export class MeanAndDeviation {
  count = 0;
  #sum = 0;
  #squares = 0;

  add(value: number): void {
    this.count++;
    this.#sum += value;
    this.#squares += value * value;
  }

  get mean(): number {
    return this.#sum / this.count;
  }

  get deviation(): number {
    return Math.sqrt(Math.max(0, this.#squares / this.count - this.mean ** 2));
  }
}

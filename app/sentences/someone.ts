// A person in a sentence: by name, or by how often they were seen.

export interface Someone {
  name: string | null;
  photos: number;
}

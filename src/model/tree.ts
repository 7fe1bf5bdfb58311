/** A function's code folder as its cloud would show it: a folder, and folders that are to be seen within it. */
export interface Tree {
  /** Holds the files that lie in none of the parts, and an empty folder for each part. */
  readonly folder: string
  /** Folders that are shown as they lie, by their path in the code. */
  readonly parts: Readonly<Record<string, string>>
  /** What its layers hold, the later ones over the earlier. */
  readonly layers?: Omit<Tree, 'layers'> | undefined
}

/** A folder that a page cannot be made from: `message` is one sentence that names the folder or the file in it. */
export class RunFolderError extends Error {
  override readonly name = 'RunFolderError';
}
